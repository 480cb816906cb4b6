"""The contract conversation: what the two agree, and the choices only the mentee can make."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from careernotes.domain import rules
from careernotes.domain.agreements import (
    NEEDS_COUNTING,
    REVIEW_WITHIN_DAYS,
    Agreement,
    ConsentRecord,
    Consents,
    Expectation,
    answers,
    current_consents,
)
from careernotes.domain.growth import SignUp, Training, code_signed, e_learning_done
from careernotes.domain.ids import AgreementId, EngagementId, RecordId
from careernotes.domain.mentees import Engagement
from careernotes.domain.vocabulary import (
    AgreedHow,
    ConsentKey,
    ContactBetween,
    EngagementStatus,
    ExpectationMet,
    ManagerInvolvement,
    Mode,
    Side,
)
from careernotes.i18n import language
from careernotes.services import coding
from careernotes.services.desk import Desk
from careernotes.services.problems import ExpectationsMissingError, NeedsCountingError, NotesNotExplainedError
from careernotes.services.records import (
    current_expectations,
    engagement_of,
    latest_agreement,
    mentee_of,
    short_text,
)
from careernotes.services.views import ConsentLine
from careernotes.services.withdrawing import COUNTED, note_withdrawn

LONGEST_PURPOSE, LONGEST_EXPECTATION = 500, 300
_USUAL_DAYS = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementDraft:
    """What the contract conversation fills in. Everything the mentee did not say yes to is no."""

    purpose: str = field(default="", repr=False)
    boundaries: str = field(default="", repr=False)
    my_expectations: tuple[str, ...] = field(default=(), repr=False)
    their_expectations: tuple[str, ...] = field(default=(), repr=False)
    planned_meetings: int = 6
    cadence_weeks: int = 6
    meeting_minutes: int = 60
    mode: Mode = Mode.MIXED
    contact_between: ContactBetween = ContactBetween.EMAIL
    manager_involvement: ManagerInvolvement = ManagerInvolvement.NONE
    starts_on: dt.date
    review_on: dt.date
    ends_on: dt.date
    agreed_how: AgreedHow = AgreedHow.SPOKEN_AND_CONFIRMED
    choices: Mapping[ConsentKey, bool] = field(default_factory=dict)


def suggest(desk: Desk, engagement_id: EngagementId) -> AgreementDraft:
    """A draft to start from: the terms of the last agreement or the usual ones."""
    today, last = desk.today, latest_agreement(desk, engagement_id)
    now = consents(desk, engagement_id)
    answered = answers(desk.store.all(ConsentRecord, engagement_id=engagement_id))
    draft = AgreementDraft(
        starts_on=today,
        review_on=today + dt.timedelta(days=REVIEW_WITHIN_DAYS // 2),
        ends_on=today + dt.timedelta(days=_USUAL_DAYS),
        choices={key: now.value(key) for key in ConsentKey if key in answered},
    )
    if last is None:
        return draft
    said = [
        each for each in current_expectations(desk, engagement_id) if each.met is not ExpectationMet.DROPPED
    ]
    return replace(
        draft,
        purpose=last.purpose,
        boundaries=last.boundaries,
        my_expectations=tuple(each.text for each in said if each.side is Side.MENTOR),
        their_expectations=tuple(each.text for each in said if each.side is Side.MENTEE),
        planned_meetings=last.planned_meetings,
        cadence_weeks=last.cadence_weeks,
        meeting_minutes=last.meeting_minutes,
        mode=last.mode,
        contact_between=last.contact_between,
        manager_involvement=last.manager_involvement,
    )


def agree(desk: Desk, engagement_id: EngagementId, draft: AgreementDraft) -> Agreement:
    """Keep the agreement, the expectations and the choices, and start the relation: all of it or nothing.

    Raises:
        NotesNotExplainedError: when the mentee was not told about the notes.
        ExpectationsMissingError: when one side expects nothing.
        NotSignedError: when the mentor has not signed the code or not finished the training.
        RuleError: for dates or texts out of bounds.
    """
    engagement = engagement_of(desk, engagement_id)
    # What is missing is said in the order of the page.
    agreement = _agreement(desk, engagement_id, draft)
    expectations = _expectations(desk, engagement_id, draft)
    if not draft.choices.get(ConsentKey.NOTES_INFORMED, False):
        raise NotesNotExplainedError
    if not may_agree(desk, engagement_id):
        raise rules.NotSignedError
    rules.check_agreement(agreement)
    before = current_expectations(desk, engagement_id)
    with desk.store.transaction():
        desk.store.put(agreement)
        _replace_expectations(desk, before, expectations)
        _append_choices(desk, engagement_id, draft.choices)
        desk.store.put(_started(engagement, desk.today))
        coding.write_facts(desk, engagement_id)
    return agreement


def may_agree(desk: Desk, engagement_id: EngagementId) -> bool:
    """Whether an agreement with this person can be made now: practice needs no training."""
    return mentee_of(desk, engagement_of(desk, engagement_id).mentee_id).practice or may_start(desk)


def may_start(desk: Desk) -> bool:
    """Whether the mentor has signed the code in force and finished the training (V01)."""
    signed = code_signed(desk.store.all(SignUp), desk.code_version, desk.today)
    return signed and e_learning_done(desk.store.all(Training))


def _agreement(desk: Desk, engagement_id: EngagementId, draft: AgreementDraft) -> Agreement:
    last = latest_agreement(desk, engagement_id)
    return Agreement(
        agreement_id=AgreementId(desk.new_id()),
        engagement_id=engagement_id,
        version_no=last.version_no + 1 if last is not None else 1,
        terms_version=desk.kit.terms_version if desk.kit is not None else desk.agreement.version,
        purpose=short_text(draft.purpose, most=LONGEST_PURPOSE),
        boundaries=short_text(draft.boundaries, most=LONGEST_PURPOSE, required=False),
        planned_meetings=draft.planned_meetings,
        cadence_weeks=draft.cadence_weeks,
        meeting_minutes=draft.meeting_minutes,
        mode=draft.mode,
        contact_between=draft.contact_between,
        manager_involvement=draft.manager_involvement,
        starts_on=draft.starts_on,
        review_on=draft.review_on,
        ends_on=draft.ends_on,
        agreed_on=desk.today,
        agreed_how=draft.agreed_how,
    )


def _expectations(desk: Desk, engagement_id: EngagementId, draft: AgreementDraft) -> tuple[Expectation, ...]:
    said: list[Expectation] = []
    for side, texts in ((Side.MENTOR, draft.my_expectations), (Side.MENTEE, draft.their_expectations)):
        lines = [short_text(text, most=LONGEST_EXPECTATION) for text in texts if text.strip()]
        if not lines:
            raise ExpectationsMissingError
        said += [
            Expectation(
                expectation_id=RecordId(desk.new_id()),
                engagement_id=engagement_id,
                side=side,
                text=line,
                spoken_on=desk.today,
            )
            for line in lines
        ]
    return tuple(said)


def _replace_expectations(desk: Desk, before: Sequence[Expectation], said: Sequence[Expectation]) -> None:
    """The same words stay as met as they were. What earlier versions expected is kept with them; only what
    was said today and is not said again was a slip, and goes.
    """
    old = {(each.side, each.text): each for each in before}
    # After the clock went back it is still the newest.
    day = max(desk.today, *(each.spoken_on for each in before)) if before else desk.today
    new = [
        replace(each, spoken_on=day, met=met.met if (met := old.get((each.side, each.text))) else each.met)
        for each in said
    ]
    for slip in (each for each in before if each.spoken_on == day):
        desk.store.remove(Expectation, slip.expectation_id)
    desk.store.put_all(new)


def _started(engagement: Engagement, today: dt.date) -> Engagement:
    if engagement.status not in {EngagementStatus.REQUESTED, EngagementStatus.ACCEPTED}:
        return engagement
    accepted = engagement.accepted_on or today
    return replace(engagement, status=EngagementStatus.ACTIVE, accepted_on=accepted, started_on=today)


def _append_choices(desk: Desk, engagement_id: EngagementId, choices: Mapping[ConsentKey, bool]) -> None:
    """Add an entry for each choice that was said; what needs counting is no when counting is no (V11)."""
    log = desk.store.all(ConsentRecord, engagement_id=engagement_id)
    now, answered = current_consents(log), answers(log)
    sequence = max((entry.sequence for entry in log), default=0)
    counted = choices.get(ConsentKey.COUNTED_GENERAL, now.counted_general)
    if any(now.value(key) and not (choices.get(key, now.value(key)) and counted) for key in COUNTED):
        note_withdrawn(desk, engagement_id)
    for key in ConsentKey:
        value = choices.get(key, now.value(key)) and (counted or key not in NEEDS_COUNTING)
        # A first "no" is an answer and is kept; a choice nobody put to the mentee has no answer.
        if value == now.value(key) and (key in answered or key not in choices):
            continue
        sequence += 1
        desk.store.put(
            ConsentRecord(
                consent_id=RecordId(desk.new_id()),
                engagement_id=engagement_id,
                key=key,
                value=value,
                wording_version=desk.agreement.version,
                said_on=desk.today,
                sequence=sequence,
            )
        )


def consents(desk: Desk, engagement_id: EngagementId) -> Consents:
    """The six choices of one mentee as they stand now."""
    return current_consents(desk.store.all(ConsentRecord, engagement_id=engagement_id))


def set_consent(desk: Desk, engagement_id: EngagementId, key: ConsentKey, *, value: bool) -> Consents:
    """Note what the mentee said. It takes effect at once: a person who says no is in no facts any more.

    Raises:
        NeedsCountingError: for a yes that needs the yes to being counted first.
    """
    engagement_of(desk, engagement_id)
    if value and key in NEEDS_COUNTING and not consents(desk, engagement_id).counted_general:
        raise NeedsCountingError
    with desk.store.transaction():
        _append_choices(desk, engagement_id, {key: value})
        coding.write_facts(desk, engagement_id)
    return consents(desk, engagement_id)


def consent_lines(desk: Desk, engagement_id: EngagementId) -> tuple[ConsentLine, ...]:
    """The six choices in the words of the agreement, in the language in force."""
    log = desk.store.all(ConsentRecord, engagement_id=engagement_id)
    since = {key: entry.said_on for key, entry in answers(log).items()}
    now = current_consents(log)
    return tuple(
        ConsentLine(
            consent_id=text.consent_id,
            key=text.key.value,
            text=text.text.in_language(language()),
            value=now.value(text.key),
            since=since.get(text.key),
            is_choice=text.is_choice,
            may_change=text.is_choice and (text.key not in NEEDS_COUNTING or now.counted_general),
        )
        for text in desk.agreement.consents
    )
