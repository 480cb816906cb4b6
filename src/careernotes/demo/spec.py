"""The shipped specification of the invented programme, read into types."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from careernotes.assets import read_json
from careernotes.demo.draws import Table
from careernotes.domain.ids import ThemeId
from careernotes.domain.kit import DIMENSIONS
from careernotes.domain.reading import MalformedError
from careernotes.domain.vocabulary import ChosenBy, GoalKind, Mode, Moment, OutcomeKind, SessionStatus

K = TypeVar("K")

PROFILES = ("tiny", "small", "medium", "large", "xl", "heavy_vault")
WEEKS_A_YEAR = 52


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The size of one invented programme. ``engagements`` and ``sessions`` are set for one heavy vault
    only.
    """

    name: str
    mentors: int
    engagements: int = 0
    sessions: int = 0
    note_words: int = 0
    weeks: int = 52

    @property
    def heavy(self) -> bool:
        """Whether this is one vault with very many people."""
        return self.engagements > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Consenting:
    """How often people say yes, and change their mind."""

    general: float
    sensitive: float
    segments: float
    case_discussion: float
    follow_up: float
    withdrawn: float


@dataclass(frozen=True, slots=True)
class Effects:
    """How strong the planted effects T1 to T6 are: factors, and for T5 a share of the meetings."""

    leaving_odds: float
    moving_odds: float
    blocked_in_bu3: float
    delegate_in_band_c: float
    workload_late: float
    leaving_in_r6: float


@dataclass(frozen=True, kw_only=True)
class Talks:
    """How meetings go, what is spoken about, and how long the notes are."""

    status: Table[SessionStatus]
    duration: tuple[float, float]
    mode: Table[Mode]
    themes_per_session: Table[int]
    from_core: float
    theme_weights: Mapping[ThemeId, float]
    level3_agreed: float
    note_words: tuple[float, float]
    checks: Table[str]


@dataclass(frozen=True, kw_only=True)
class Spec:
    """Every distribution of the specification."""

    profiles: Mapping[str, Profile]
    mentees: Table[int]
    repeated: float
    chosen_by: Table[ChosenBy]
    moment: Table[Moment]
    declined: float
    never_starts: float
    length_weeks: Table[int]
    early_end: float
    early_end_factor: float
    cadence_weeks: Table[int]
    talks: Talks
    goals: Table[int]
    goal_kinds: Table[GoalKind]
    goal_reached: float
    sponsor_acts: float
    led_to_something: float
    manager_support: tuple[float, float, float]
    rated: float
    supervision_gap: float
    consent: Consenting
    contributes: float
    late: float
    kick_off: tuple[float, int, int]
    segments: Mapping[str, Table[int]]
    same_area: float
    tenure_follows_level: float
    outcomes: Mapping[OutcomeKind, float]
    effects: Effects


class Numbers:
    """One JSON object of figures; every failure names the field. (The domain's reader knows whole numbers
    only.)
    """

    __slots__ = ("_place", "_values")

    def __init__(self, value: object, place: str = "generator") -> None:
        if not isinstance(value, Mapping):
            raise MalformedError(place, "an object")
        self._values, self._place = value, place

    def inner(self, *keys: str) -> "Numbers":
        """The object at a path of keys."""
        found = self
        for key in keys:
            found = Numbers(found._values.get(key), f"{found._place}.{key}")
        return found

    def number(self, key: str, default: float | None = None) -> float:
        """The number at *key*."""
        value = self._values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise MalformedError(f"{self._place}.{key}", "a number")
        return float(value)

    def whole(self, key: str, default: int | None = None) -> int:
        """The number at *key* without its fraction."""
        return int(self.number(key, default))

    def shares(self, key: str) -> tuple[float, ...]:
        """The list of numbers at *key*."""
        values = self._values.get(key)
        if not isinstance(values, list) or not all(isinstance(value, int | float) for value in values):
            raise MalformedError(f"{self._place}.{key}", "a list of numbers")
        return tuple(float(value) for value in values)

    def listed(self, key: str) -> "list[Numbers]":
        """The list of objects at *key*."""
        values = self._values.get(key)
        if not isinstance(values, list):
            raise MalformedError(f"{self._place}.{key}", "a list")
        return [Numbers(value, f"{self._place}.{key}[{place}]") for place, value in enumerate(values)]

    def table(self, read: Callable[[str], K]) -> Table[K]:
        """The object as values with weights; keys that are not figures (remarks) are passed over."""
        return Table.of(
            (read(key), float(w)) for key, w in self._values.items() if isinstance(w, int | float)
        )

    def weights(self, read: Callable[[str], K]) -> dict[K, float]:
        """The object as a mapping to weights, remarks passed over."""
        return {read(key): float(w) for key, w in self._values.items() if isinstance(w, int | float)}


@cache
def shipped_spec() -> Spec:
    """The specification this program ships."""
    root = Numbers(read_json("generator", "generator-1.json"))
    drawn, segments = root.inner("distributions"), root.inner("segments")
    return Spec(
        talks=_talks(drawn),
        profiles={name: _profile(name, root.inner("profiles", name)) for name in PROFILES},
        mentees=drawn.inner("mentees_per_mentor_per_year", "p").table(int),
        repeated=drawn.inner("repeat_mentee_second_mentor").number("p"),
        chosen_by=drawn.inner("chosen_by").table(ChosenBy),
        moment=drawn.inner("moment", "values").table(Moment),
        declined=drawn.inner("declined_by_mentor").number("p"),
        never_starts=drawn.inner("never_starts").number("p"),
        length_weeks=drawn.inner("length_weeks", "values").table(int),
        early_end=drawn.inner("early_end").number("hazard_per_month"),
        early_end_factor=drawn.inner("early_end").number("double_if_factor"),
        cadence_weeks=drawn.inner("cadence_weeks", "values").table(int),
        goals=drawn.inner("goals_per_engagement", "p").table(int),
        goal_kinds=drawn.inner("goals_per_engagement", "kinds").table(GoalKind),
        goal_reached=drawn.inner("goals_per_engagement").number("reached_by_close"),
        sponsor_acts=drawn.inner("sponsor_acts_per_engagement").number("poisson"),
        led_to_something=drawn.inner("sponsor_acts_per_engagement").number("led_to_something"),
        manager_support=_support(drawn.inner("manager_support_1_5")),
        rated=drawn.inner("rated_quarters").number("p"),
        supervision_gap=drawn.inner("supervision_gap_days").number("median"),
        consent=_consent(drawn.inner("consent")),
        contributes=drawn.inner("mentor_contributes_each_period").number("p"),
        late=drawn.inner("mentor_contributes_each_period").number("late"),
        kick_off=_kick_off(drawn.inner("start_week")),
        segments={name: _segment(segments.inner(name)) for name in DIMENSIONS},
        same_area=segments.number("same_area_as_mentor"),
        tenure_follows_level=segments.number("tenure_follows_level"),
        outcomes=root.inner("outcomes_12_months", "base").weights(OutcomeKind),
        effects=_effects(root.listed("planted_effects")),
    )


def _effects(listed: list[Numbers]) -> Effects:
    leaving, moving, blocked, delegate, workload, leaving_in_r6 = listed
    return Effects(
        leaving.number("factor"),
        moving.number("factor"),
        blocked.number("factor"),
        delegate.number("factor"),
        workload.number("share"),
        leaving_in_r6.number("factor"),
    )


def _talks(drawn: Numbers) -> Talks:
    return Talks(
        status=drawn.inner("session_status").table(SessionStatus),
        duration=_bell(drawn.inner("duration_min", "lognormal")),
        mode=drawn.inner("mode").table(Mode),
        themes_per_session=drawn.inner("themes_per_kept_session", "p").table(int),
        from_core=drawn.inner("theme_persistence").number("from_core"),
        theme_weights=drawn.inner("theme_weights", "weights").weights(ThemeId),
        level3_agreed=drawn.inner("level3_agreed").number("p"),
        note_words=_bell(drawn.inner("note_words", "lognormal")),
        checks=drawn.inner("ethics_checks").table(str),
    )


def _support(figures: Numbers) -> tuple[float, float, float]:
    return figures.number("mean"), figures.number("sd_between_units"), figures.number("sd_within")


def _kick_off(figures: Numbers) -> tuple[float, int, int]:
    return figures.number("kick_off_share"), figures.whole("kick_off_weeks"), figures.whole("last_week")


def _profile(name: str, figures: Numbers) -> Profile:
    return Profile(
        name=name,
        mentors=figures.whole("mentors"),
        engagements=figures.whole("engagements", 0),
        sessions=figures.whole("sessions", 0),
        note_words=figures.whole("note_words_median", 0),
        weeks=figures.whole("weeks", WEEKS_A_YEAR),
    )


def _bell(figures: Numbers) -> tuple[float, float]:
    return figures.number("median"), figures.number("sigma")


def _segment(figures: Numbers) -> Table[int]:
    """Group numbers from 1, by their share, or falling off as 1/rank^zipf."""
    count = figures.whole("k")
    zipf = figures.number("zipf", 0)
    shares = tuple(rank**-zipf for rank in range(1, count + 1)) if zipf else figures.shares("shares")
    return Table.of(enumerate(shares, start=1))


def _consent(figures: Numbers) -> Consenting:
    return Consenting(
        general=figures.number("counted_general"),
        sensitive=figures.number("counted_sensitive_given_general"),
        segments=figures.number("segment_use_given_general"),
        case_discussion=figures.number("case_discussion"),
        follow_up=figures.number("follow_up"),
        withdrawn=figures.number("withdrawn_within_year"),
    )
