"""What the contract conversation reads when it begins, and what becomes of it at its end."""

from dataclasses import dataclass, field

from careernotes.domain.agreements import Agreement
from careernotes.domain.ids import EngagementId
from careernotes.gui.privacy import shown_name
from careernotes.services.agreed import AgreedPage, read_agreed, versions
from careernotes.services.agreement_drafts import drop_begun, keep_begun, read_begun
from careernotes.services.agreements import AgreementDraft, agree, consent_lines, may_agree, suggest
from careernotes.services.desk import Desk
from careernotes.services.records import alias_of
from careernotes.services.views import ConsentLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What the conversation begins with."""

    alias: str = field(repr=False)
    draft: AgreementDraft
    begun: AgreementDraft | None
    lines: tuple[ConsentLine, ...]
    versions: tuple[Agreement, ...]
    may_agree: bool


def read_start(desk: Desk, key: EngagementId) -> Start:
    """Everything the page shows first, in one go."""
    return Start(
        alias=shown_name(alias_of(desk, key)),
        draft=suggest(desk, key),
        begun=read_begun(desk, key),
        lines=consent_lines(desk, key),
        versions=versions(desk, key),
        may_agree=may_agree(desk, key),
    )


def agree_now(desk: Desk, key: EngagementId, draft: AgreementDraft) -> AgreedPage:
    """Agree, forget what was begun, and answer with the page that says so."""
    agree(desk, key, draft)
    drop_begun(desk, key)
    return read_agreed(desk, key)


def keep_unless_agreed(desk: Desk, key: EngagementId, draft: AgreementDraft, *, before: int) -> None:
    """Keep what was filled in, unless the agreeing came to something: there were *before* versions then."""
    if len(versions(desk, key)) == before:
        keep_begun(desk, key, draft)
