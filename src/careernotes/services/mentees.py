"""Taking somebody on, and keeping the little that is stored about them right."""

import datetime as dt
import secrets
from dataclasses import dataclass, field, replace

from careernotes.domain import rules
from careernotes.domain.growth import SignUp, code_signed
from careernotes.domain.ids import EngagementId, MenteeId
from careernotes.domain.kit import DIMENSIONS
from careernotes.domain.mentees import ConflictFact, Engagement, Mentee, clashes, to_ask
from careernotes.domain.vocabulary import ChosenBy, EndReason, EngagementStatus, Moment
from careernotes.services import coding
from careernotes.services.desk import Desk
from careernotes.services.overview import Overview
from careernotes.services.people import people, person
from careernotes.services.periodic import caseload_limit
from careernotes.services.problems import DateInFutureError, ExceptionReasonError, UnknownGroupError
from careernotes.services.records import engagement_of, mentee_of, short_text
from careernotes.vault.keeping import SettingName

__all__ = [
    "Intake", "check_mentee", "conflicts_for", "edit_mentee", "end_relation", "intake",
    "offer_alias", "pass_on", "passed_on", "people", "person", "taken_on", "to_ask_about", "unpass",
    "who_waits",
]  # fmt: skip

LONGEST_ALIAS, LONGEST_NAME, LONGEST_REASON = 40, 120, 300
_STARTS = ("B", "D", "F", "G", "K", "L", "M", "N", "P", "R", "S", "T", "V", "Z")
_VOWELS = ("a", "e", "i", "o", "u")
_MIDDLES = ("l", "m", "n", "r", "s", "v", "z", "d", "k", "t")


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What is asked when somebody comes: an alias is enough."""

    alias: str = field(repr=False)
    full_name: str = field(default="", repr=False)
    contact: str = field(default="", repr=False)
    business_area: str = field(default="", repr=False)
    level_band: str = field(default="", repr=False)
    region: str = field(default="", repr=False)
    tenure_band: str = field(default="", repr=False)
    function_family: str = field(default="", repr=False)
    chosen_by: ChosenBy = ChosenBy.MENTEE
    moment: Moment = Moment.FINDING_A_PATH
    cross_unit: bool = False
    cross_country: bool = False
    exception_reason: str = field(default="", repr=False)
    practice: bool = False


def offer_alias(desk: Desk) -> str:
    """A made-up alias nobody here has: two syllables and a number, like ``Mira-07``, from no list."""
    taken = _taken(desk)
    while True:
        word = (
            secrets.choice(_STARTS)
            + secrets.choice(_VOWELS)
            + secrets.choice(_MIDDLES)
            + secrets.choice(_VOWELS)
        )
        alias = f"{word}-{secrets.randbelow(100):02d}"
        if alias.casefold() not in taken:
            return alias


def intake(desk: Desk, asked: Intake, *, waiting: EngagementId | None = None) -> Engagement:
    """Take somebody on, from the waiting list too. The relation becomes active with the agreement.

    Raises:
        UnknownRecordError: when *waiting* is nobody on the list any more.
        NotSignedError: when the mentor has not signed the code of ethics in force.
        AliasMissingError, AliasTakenError, TextTooLongError: for the alias and the other texts.
        UnknownGroupError: for a group the kit does not have.
        ExceptionReasonError: when the matching rule is broken without a reason.
    """
    if not asked.practice and not code_signed(desk.store.all(SignUp), desk.code_version, desk.today):
        raise rules.NotSignedError
    request = who_waits(desk, waiting) if waiting is not None else None
    mentee = _mentee(desk, asked) if request is None else _who_waited(desk, request, asked)
    check_mentee(desk, mentee)
    kit, elsewhere = desk.kit, asked.cross_country or asked.cross_unit
    reason = short_text(asked.exception_reason, most=LONGEST_REASON, required=False)
    if kit is not None and kit.other_country_rule and not (elsewhere or reason or asked.practice):
        raise ExceptionReasonError
    engagement = Engagement(
        engagement_id=waiting or EngagementId(desk.new_id()),
        mentee_id=mentee.mentee_id,
        status=EngagementStatus.ACCEPTED,
        chosen_by=asked.chosen_by,
        moment=asked.moment,
        cross_unit=asked.cross_unit,
        cross_country=asked.cross_country,
        exception_reason=reason,
        requested_on=request.requested_on if request is not None else desk.today,
        accepted_on=desk.today,
        started_on=desk.today,
    )
    with desk.store.transaction():
        desk.store.put(mentee)
        desk.store.put(engagement)
    return engagement


def who_waits(desk: Desk, waiting: EngagementId) -> Engagement:
    """The request of somebody on the waiting list.

    Raises:
        UnknownRecordError: when it is gone, or was taken on meanwhile.
    """
    request = engagement_of(desk, waiting)
    if request.status is not EngagementStatus.REQUESTED:
        raise rules.UnknownRecordError
    return request


def _who_waited(desk: Desk, request: Engagement, asked: Intake) -> Mentee:
    new = _mentee(desk, asked)
    said = {name: key for name in DIMENSIONS if (key := getattr(new, name))}
    return replace(mentee_of(desk, request.mentee_id), alias=new.alias, **said)


def _mentee(desk: Desk, asked: Intake) -> Mentee:
    return Mentee(
        mentee_id=MenteeId(desk.new_id()),
        alias=short_text(asked.alias, most=LONGEST_ALIAS, required=False),
        full_name=short_text(asked.full_name, most=LONGEST_NAME, required=False),
        contact=short_text(asked.contact, most=LONGEST_NAME, required=False),
        business_area=asked.business_area,
        level_band=asked.level_band,
        region=asked.region,
        tenure_band=asked.tenure_band,
        function_family=asked.function_family,
        created_on=desk.today,
        practice=asked.practice,
    )


def check_mentee(desk: Desk, mentee: Mentee) -> None:
    """The alias is there and free, and every group that is new is one of the kit.

    Raises:
        AliasMissingError, AliasTakenError, UnknownGroupError.
    """
    rules.check_alias(mentee.alias, _taken(desk), own_id=mentee.mentee_id)
    before = desk.store.get(Mentee, mentee.mentee_id)
    for name in DIMENSIONS:
        key = getattr(mentee, name)
        if not key or desk.kit is None or (before is not None and getattr(before, name) == key):
            continue
        if not desk.kit.segment_number(name, key):
            raise UnknownGroupError


def _taken(desk: Desk) -> dict[str, str]:
    return {mentee.alias.strip().casefold(): mentee.mentee_id for mentee in desk.store.all(Mentee)}


def conflicts_for(desk: Desk, mentee: Mentee | Intake) -> tuple[ConflictFact, ...]:
    """The mentor's own facts that may clash with this mentee's interest. Works before anything is stored."""
    if isinstance(mentee, Intake):
        mentee = _mentee(desk, mentee)
    return clashes(mentee, desk.store.all(ConflictFact))


def to_ask_about(desk: Desk) -> tuple[ConflictFact, ...]:
    """What the mentor noted in own words, to be asked about when somebody comes; no program can match it."""
    return to_ask(desk.store.all(ConflictFact))


def taken_on(desk: Desk, *, overview: Overview | None = None) -> tuple[int, int]:
    """How many mentees the mentor has, those without an agreement yet too, and the limit they chose."""
    seen = overview or Overview(desk)
    running = {EngagementStatus.ACCEPTED, EngagementStatus.ACTIVE}
    taken = [
        each
        for each in seen.engagements.values()
        if each.status in running and not seen.mentees[each.mentee_id].practice
    ]
    return len(taken), caseload_limit(desk)


def pass_on(desk: Desk) -> int:
    """Count a request that was passed on kindly; says how many there were. Nothing else is kept of it."""
    now = passed_on(desk) + 1
    with desk.store.transaction():
        desk.store.set_setting(SettingName.PASSED_ON, str(now))
    return now


def passed_on(desk: Desk) -> int:
    """How many requests were passed on kindly."""
    said = desk.store.setting(SettingName.PASSED_ON)
    return int(said) if said.isdecimal() else 0


def unpass(desk: Desk) -> None:
    """Count one request less as passed on: it was noted by mistake."""
    with desk.store.transaction():
        desk.store.set_setting(SettingName.PASSED_ON, str(max(passed_on(desk) - 1, 0)))


def edit_mentee(desk: Desk, mentee: Mentee) -> Mentee:
    """Keep what was changed about a mentee; where the mentee said yes, groups take effect at once.

    Raises:
        UnknownRecordError: when the mentee is gone.
        AliasMissingError, AliasTakenError, UnknownGroupError, TextTooLongError.
    """
    mentee_of(desk, mentee.mentee_id)
    mentee = replace(
        mentee,
        alias=short_text(mentee.alias, most=LONGEST_ALIAS, required=False),
        full_name=short_text(mentee.full_name, most=LONGEST_NAME, required=False),
        contact=short_text(mentee.contact, most=LONGEST_NAME, required=False),
    )
    check_mentee(desk, mentee)
    with desk.store.transaction():
        desk.store.put(mentee)
        for engagement in desk.store.all(Engagement, mentee_id=mentee.mentee_id):
            coding.write_facts(desk, engagement.engagement_id)
    return mentee


def end_relation(
    desk: Desk,
    engagement_id: EngagementId,
    *,
    reason: EndReason,
    on: dt.date | None = None,
    early: bool = False,
) -> Engagement:
    """Close a relation on a day; it counts for the last time in that day's quarter.

    The stage stays where the two were: should they go on after all, they go on from there.
    """
    day = on or desk.today
    if day > desk.today:
        raise DateInFutureError
    before = engagement_of(desk, engagement_id)
    status = EngagementStatus.ENDED_EARLY if early else EngagementStatus.COMPLETED
    after = replace(before, status=status, ended_on=max(day, before.started_on), end_reason=reason)
    _keep(desk, after)
    return after


def _keep(desk: Desk, engagement: Engagement) -> None:
    with desk.store.transaction():
        desk.store.put(engagement)
        coding.write_facts(desk, engagement.engagement_id)
