"""A contract conversation that was begun: kept in the vault until it is agreed, so that no lock loses it."""

import datetime as dt
import enum
import json
from dataclasses import fields
from typing import TypeVar

from careernotes.canonical import canonical_bytes
from careernotes.domain.ids import EngagementId
from careernotes.domain.reading import MalformedError, Reader
from careernotes.domain.vocabulary import AgreedHow, ConsentKey, ContactBetween, ManagerInvolvement, Mode
from careernotes.services.agreements import AgreementDraft
from careernotes.services.drafts import whole_text
from careernotes.services.records import engagement_of
from careernotes.services.workplace import Desk
from careernotes.vault.keeping import AGREEING, Draft

_MOST = 10_000
E = TypeVar("E", bound=enum.Enum)


def keep_begun(desk: Desk, engagement_id: EngagementId, draft: AgreementDraft) -> None:
    """Keep what was filled in so far, valid or not.

    Raises:
        UnknownRecordError: when the relation is gone; words about who was erased do not come back.
    """
    engagement_of(desk, engagement_id)
    desk.store.save_draft(
        Draft(key=AGREEING + engagement_id, body=_as_text(engagement_id, draft), updated_at=desk.moment)
    )


def read_begun(desk: Desk, engagement_id: EngagementId) -> AgreementDraft | None:
    """What was filled in before; None when nothing was, or when this version cannot read it."""
    kept = desk.store.draft(AGREEING + engagement_id)
    if kept is None:
        return None
    try:
        return _from_text(kept.body)
    except (MalformedError, ValueError):
        return None


def drop_begun(desk: Desk, engagement_id: EngagementId) -> None:
    """It was agreed, or begun anew: what was kept goes."""
    desk.store.discard_draft(AGREEING + engagement_id)


def _as_text(engagement_id: EngagementId, draft: AgreementDraft) -> str:
    plain = {each.name: getattr(draft, each.name) for each in fields(draft)}
    said = {key.value: value for key, value in draft.choices.items()}
    body = {
        **{name: _plain(value) for name, value in plain.items() if name != "choices"},
        "choices": said,
        "engagement_id": engagement_id,
    }
    return canonical_bytes(body).decode()


def _plain(value: object) -> str | int | list[str]:
    match value:
        case enum.Enum():
            return str(value.value)
        case dt.date():
            return value.isoformat()
        case tuple():
            return [whole_text(str(each)) for each in value]
        case int():
            return value
        case _:
            return whole_text(str(value))


def _from_text(body: str) -> AgreementDraft:
    root = Reader(json.loads(body))
    said = root.inner("choices")
    return AgreementDraft(
        purpose=root.text("purpose"),
        boundaries=root.text("boundaries"),
        my_expectations=root.texts("my_expectations"),
        their_expectations=root.texts("their_expectations"),
        planned_meetings=root.integer("planned_meetings", low=0, high=_MOST),
        cadence_weeks=root.integer("cadence_weeks", low=0, high=_MOST),
        meeting_minutes=root.integer("meeting_minutes", low=0, high=_MOST),
        mode=_member(root, "mode", Mode),
        contact_between=_member(root, "contact_between", ContactBetween),
        manager_involvement=_member(root, "manager_involvement", ManagerInvolvement),
        starts_on=_day(root, "starts_on"),
        review_on=_day(root, "review_on"),
        ends_on=_day(root, "ends_on"),
        agreed_how=_member(root, "agreed_how", AgreedHow),
        choices={key: said.flag(key.value) for key in ConsentKey if said.has(key.value)},
    )


def _member(root: Reader, key: str, kind: type[E]) -> E:
    return root.parsed(key, kind, "a known value")


def _day(root: Reader, key: str) -> dt.date:
    return root.parsed(key, dt.date.fromisoformat, "a date like 2026-01-31")
