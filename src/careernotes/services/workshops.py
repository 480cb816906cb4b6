"""Career workshops: what about, when and how many came. There is no place for a name, and none is kept.

They are in no report and no contribution: the mentor sees them, and may say the totals.
"""

import datetime as dt
import json
from dataclasses import dataclass

from careernotes.canonical import Json, canonical_bytes
from careernotes.domain.ids import RecordId
from careernotes.domain.reading import MalformedError, Reader
from careernotes.domain.vocabulary import Mode
from careernotes.services.problems import DateTooOldError
from careernotes.services.recording import EARLIEST_YEAR
from careernotes.services.workplace import Desk
from careernotes.vault.keeping import SettingName

MOST_PEOPLE, LONGEST_MINUTES, MOST_KEPT = 500, 480, 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """One workshop; ``topic`` is a group of themes."""

    workshop_id: RecordId
    held_on: dt.date
    topic: str
    people: int
    minutes: int
    mode: Mode = Mode.IN_PERSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshops:
    """All of them, the newest first, and the sums of this year."""

    held: tuple[Workshop, ...] = ()
    count: int = 0
    people: int = 0


def workshops(desk: Desk) -> Workshops:
    """What is kept."""
    held = tuple(sorted(_read(desk), key=lambda each: each.held_on, reverse=True))
    this_year = [each for each in held if each.held_on.year == desk.today.year]
    return Workshops(held=held, count=len(this_year), people=sum(each.people for each in this_year))


def note_workshop(
    desk: Desk, *, held_on: dt.date, topic: str, people: int, minutes: int, mode: Mode
) -> Workshop:
    """Keep one more; the oldest goes when there are very many.

    Raises:
        DateTooOldError: when the day is long before any of this.
    """
    if held_on.year < EARLIEST_YEAR:
        raise DateTooOldError
    made = Workshop(
        workshop_id=RecordId(desk.new_id()), held_on=held_on, topic=topic, people=people, minutes=minutes,
        mode=mode,
    )  # fmt: skip
    put_workshop(desk, made)
    return made


def put_workshop(desk: Desk, workshop: Workshop) -> None:
    """Keep this one; also to put one back that was taken away."""
    others = [each for each in _read(desk) if each.workshop_id != workshop.workshop_id]
    _keep(desk, [*others, workshop][-MOST_KEPT:])


def remove_workshop(desk: Desk, workshop_id: RecordId) -> Workshop | None:
    """Take one away; gives it, to put it back."""
    kept = _read(desk)
    _keep(desk, [each for each in kept if each.workshop_id != workshop_id])
    return next((each for each in kept if each.workshop_id == workshop_id), None)


def _keep(desk: Desk, kept: list[Workshop]) -> None:
    plain: Json = {
        "workshops": [
            {
                "id": each.workshop_id,
                "held_on": each.held_on.isoformat(),
                "topic": each.topic,
                "people": each.people,
                "minutes": each.minutes,
                "mode": each.mode.value,
            }
            for each in kept
        ]
    }
    desk.store.set_setting(SettingName.WORKSHOPS, canonical_bytes(plain).decode())


def _read(desk: Desk) -> list[Workshop]:
    try:
        root = Reader(json.loads(desk.store.setting(SettingName.WORKSHOPS) or '{"workshops": []}'))
        return [
            Workshop(
                workshop_id=RecordId(item.text("id")),
                held_on=item.parsed("held_on", dt.date.fromisoformat, "a date"),
                topic=item.text("topic"),
                people=item.integer("people", low=1, high=MOST_PEOPLE),
                minutes=item.integer("minutes", low=5, high=LONGEST_MINUTES),
                mode=item.parsed("mode", Mode, "one of the list"),
            )
            for item in root.objects("workshops")
        ]
    except (ValueError, MalformedError):
        return []
