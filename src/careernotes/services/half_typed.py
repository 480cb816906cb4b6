"""Fields of a page about one mentee that were half typed: kept in the vault, so that no lock loses them."""

import json
from collections.abc import Mapping

from careernotes.canonical import Json, canonical_bytes
from careernotes.domain.ids import EngagementId
from careernotes.domain.reading import MalformedError, Reader
from careernotes.services.drafts import whole_text
from careernotes.services.records import engagement_of
from careernotes.services.workplace import Desk
from careernotes.vault.keeping import HALF_TYPED, Draft

_LONGEST = 2_000


def keep_typed(desk: Desk, page: str, engagement_id: EngagementId, fields: Mapping[str, str]) -> None:
    """Keep the fields of *page* as they stand, valid or not; with nothing in them what was kept goes.

    Raises:
        UnknownRecordError: when the relation is gone; words about who was erased do not come back.
    """
    engagement_of(desk, engagement_id)
    key = _key(page, engagement_id)
    if not any(fields.values()):
        desk.store.discard_draft(key)
        return
    told: list[Json] = [{"name": name, "text": whole_text(text)[:_LONGEST]} for name, text in fields.items()]
    body = canonical_bytes({"engagement_id": engagement_id, "fields": told}).decode()
    desk.store.save_draft(Draft(key=key, body=body, updated_at=desk.moment))


def read_typed(desk: Desk, page: str, engagement_id: EngagementId) -> dict[str, str]:
    """The fields as they were left; none when nothing was, or when this version cannot read them."""
    kept = desk.store.draft(_key(page, engagement_id))
    if kept is None:
        return {}
    try:
        fields = Reader(json.loads(kept.body)).objects("fields")
        return {each.text("name"): each.text("text", default="", longest=_LONGEST) for each in fields}
    except (MalformedError, ValueError):
        return {}


def drop_typed(desk: Desk, page: str, engagement_id: EngagementId) -> None:
    """It was kept for good, or let go."""
    desk.store.discard_draft(_key(page, engagement_id))


def _key(page: str, engagement_id: EngagementId) -> str:
    return f"{HALF_TYPED}{page}:{engagement_id}"
