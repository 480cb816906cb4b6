"""What the mentor noted about their own position: shown again as it was kept, and never noted twice."""

from dataclasses import dataclass, field, replace

from careernotes.domain.growth import Training, e_learning_done
from careernotes.domain.ids import RecordId
from careernotes.domain.mentees import ConflictFact, MentorProfile
from careernotes.domain.vocabulary import ConflictKind, TrainingModule
from careernotes.services.first_steps import add_conflict_fact, record_training, save_profile
from careernotes.services.records import profile_of
from careernotes.services.workplace import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutYou:
    """What is kept: the profile, the facts that still hold, and whether the course is done."""

    profile: MentorProfile | None = field(repr=False)
    facts: tuple[ConflictFact, ...] = field(repr=False)
    learnt: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One fact to note."""

    kind: ConflictKind
    unit: str = field(default="", repr=False)
    label: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutForm:
    """The page as it was filled in. Without a limit the one kept before stays."""

    why: str = field(default="", repr=False)
    limit: int | None = None
    unit: str = field(default="", repr=False)
    positions: tuple[Position, ...] = field(default=(), repr=False)
    ended: frozenset[RecordId] = frozenset()
    learnt: bool = False


def read_about_you(desk: Desk) -> AboutYou:
    """What the page shows."""
    return AboutYou(
        profile=profile_of(desk),
        facts=tuple(fact for fact in desk.store.all(ConflictFact) if fact.ended_on is None),
        learnt=e_learning_done(desk.store.all(Training)),
    )


def save_about_you(desk: Desk, form: AboutForm) -> MentorProfile:
    """Keep the page; what it does not ask (name, country, since when) stays as it was.

    Raises:
        TextTooLongError: for a text beyond its length.
    """
    before = read_about_you(desk)
    kept = before.profile or MentorProfile(profile_id=RecordId(""))
    profile = save_profile(
        desk,
        display_name=kept.display_name,
        unit=form.unit,
        country=kept.country,
        caseload_limit=form.limit or kept.caseload_limit,
        mentoring_since=kept.mentoring_since,
        why_i_mentor=form.why,
    )
    over = {
        fact
        for fact in before.facts
        if fact.fact_id in form.ended or (fact.kind is ConflictKind.LINE and fact.unit != form.unit)
    }
    with desk.store.transaction():
        for fact in over:
            desk.store.put(replace(fact, ended_on=desk.today))
    own = (Position(kind=ConflictKind.LINE, unit=form.unit),) if form.unit else ()
    for each in (*own, *form.positions):
        add_conflict_fact(desk, each.kind, unit=each.unit, label=each.label)
    if form.learnt and not before.learnt:
        record_training(desk, TrainingModule.MENTOR_ELEARNING, desk.today)
    return profile
