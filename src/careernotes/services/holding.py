"""A legal hold: data protection or a lawyer asked, in writing, that one record stays for now."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from careernotes.canonical import Json, canonical_bytes
from careernotes.domain.reading import MalformedError, Reader
from careernotes.errors import CareerNotesError
from careernotes.services.records import short_text
from careernotes.services.workplace import Desk
from careernotes.vault.keeping import SettingName

ASKED_AGAIN_DAYS, _LONGEST_REFERENCE = 90, 120


class HeldError(CareerNotesError):
    """A record under a legal hold would go."""

    code = "CN535"
    message = "This is under a legal hold, so it stays for now."
    safe = "Nothing has been removed."
    hint = "Ask whoever asked for the hold; lift the hold when they say so in writing."


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """What is held, on whose word, and since when."""

    record_id: str
    reference: str = field(repr=False)
    since: dt.date

    def asks_again(self, today: dt.date) -> bool:
        """Whether it is time to ask if the hold still stands."""
        return (today - self.since).days >= ASKED_AGAIN_DAYS


def holds(desk: Desk) -> tuple[Hold, ...]:
    """Every hold in force."""
    try:
        root = Reader(json.loads(desk.store.setting(SettingName.LEGAL_HOLDS, '{"holds":[]}')))
        return tuple(
            Hold(
                record_id=item.text("record_id"),
                reference=item.text("reference"),
                since=item.parsed("since", dt.date.fromisoformat, "a date"),
            )
            for item in root.objects("holds")
        )
    except (ValueError, MalformedError):
        return ()


def hold(desk: Desk, record_id: str, reference: str) -> Hold:
    """Hold one record; with the same record again the ninety days begin anew.

    Raises:
        EmptyTextError, TextTooLongError: for the written reference.
    """
    made = Hold(
        record_id=record_id,
        reference=short_text(reference, most=_LONGEST_REFERENCE),
        since=desk.today,
    )
    _keep(desk, [*(each for each in holds(desk) if each.record_id != record_id), made])
    return made


def lift(desk: Desk, record_id: str) -> None:
    """The record is held no longer."""
    _keep(desk, [each for each in holds(desk) if each.record_id != record_id])


def refuse_held(desk: Desk, ids: Iterable[str]) -> None:
    """Returns when none of *ids* is held.

    Raises:
        HeldError: when one is.
    """
    if is_held(desk, ids):
        raise HeldError


def is_held(desk: Desk, ids: Iterable[str]) -> bool:
    """Whether one of *ids* is held."""
    return not {each.record_id for each in holds(desk)}.isdisjoint(ids)


def _keep(desk: Desk, kept: list[Hold]) -> None:
    plain: list[Json] = [
        {"record_id": each.record_id, "reference": each.reference, "since": each.since.isoformat()}
        for each in kept
    ]
    desk.store.set_setting(SettingName.LEGAL_HOLDS, canonical_bytes({"holds": plain}).decode())
