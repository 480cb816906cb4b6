"""The rules one invented programme follows: the specification, the dates, and how likely each theme is for
whom.
"""

import datetime as dt
from dataclasses import dataclass, field
from functools import cache, cached_property

from careernotes.assets import read_json
from careernotes.demo.draws import Draws, Table
from careernotes.demo.life import AREA, BAND_C, LEVEL, REGION, Fault, InventedPerson
from careernotes.demo.spec import WEEKS_A_YEAR, Profile, Spec, shipped_spec
from careernotes.domain.ids import ThemeId
from careernotes.domain.taxonomy import Taxonomy, Theme, read_taxonomy

VERSION = 2
"""Raise it whenever the same seed gives other content."""
DEFAULT_START = dt.date(2025, 1, 6)
MANAGER_GROUPS = frozenset({"nmg", "smg", "grl"})
_DRIFT = 1.5
NO_SUPPORT, WORKLOAD = ThemeId("mgr.no_support"), ThemeId("ret.workload")
_BU3, _R6 = 3, 6
_MOST_TRIES = 40
EARLY, MIDDLE, LATE = range(3)
_DRIFTING: dict[int, frozenset[str]] = {
    EARLY: frozenset({"dir", "inc"}),
    MIDDLE: frozenset(),
    LATE: frozenset({"mob", "net", "mgr"}),
}


@cache
def shipped_taxonomy() -> Taxonomy:
    """The taxonomy this program ships."""
    return read_taxonomy(read_json("taxonomy", "careernotes-core-1.json"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Speaker:
    """What decides which themes somebody brings up."""

    bu3: bool
    band_c: bool
    r6: bool
    manager: bool
    phase: int


@dataclass(frozen=True, kw_only=True)
class World:
    """One invented programme before anybody lives in it."""

    profile: Profile
    seed: int
    start: dt.date
    weeks: int
    locale: str = "en"
    faults: frozenset[Fault] = frozenset()
    spec: Spec = field(default_factory=shipped_spec, repr=False)
    taxonomy: Taxonomy = field(default_factory=shipped_taxonomy, repr=False)
    _themes: dict[_Speaker, Table[Theme]] = field(default_factory=dict, repr=False)

    @cached_property
    def end(self) -> dt.date:
        """The first day of which nothing is known yet."""
        return self.start + dt.timedelta(weeks=self.weeks)

    @property
    def years(self) -> int:
        """How many rounds of new mentees there are."""
        return -(-self.weeks // WEEKS_A_YEAR)

    @cached_property
    def half_year(self) -> dt.date:
        """Where the second half of the first year begins."""
        return self.start + dt.timedelta(weeks=WEEKS_A_YEAR // 2)

    @cached_property
    def _busy_until(self) -> dt.date:
        return self.start + dt.timedelta(weeks=WEEKS_A_YEAR)

    def is_busy(self, day: dt.date) -> bool:
        """Whether *day* is in the second half of the first year, when workload comes up more (T5)."""
        return self.half_year <= day < self._busy_until

    @cached_property
    def no_support(self) -> int:
        """The number of the theme that makes people leave (T1)."""
        return self.taxonomy.by_id[NO_SUPPORT].number

    def draws(self, *path: str | int) -> Draws:
        """The stream of chance with this name; nothing but profile, seed and name decides what it holds."""
        return Draws("careernotes", VERSION, self.profile.name, self.seed, *path)

    def area_mood(self, area: int) -> float:
        """How much more, or less, managers of one area help."""
        return self.draws("area", area).normal() * self.spec.manager_support[1]

    def themes_for(self, groups: tuple[int, ...], *, manager: bool, phase: int) -> Table[Theme]:
        """The themes somebody may bring up, by weight: stage drift and the planted effects T3, T4 and T6
        included.
        """
        key = _Speaker(
            bu3=groups[AREA] == _BU3,
            band_c=groups[LEVEL] == BAND_C,
            r6=groups[REGION] == _R6,
            manager=manager,
            phase=phase,
        )
        if key not in self._themes:
            weighed = ((theme, self._weight(theme, key)) for theme in self.taxonomy.themes)
            self._themes[key] = Table.of((theme, weight) for theme, weight in weighed if weight)
        return self._themes[key]

    def _weight(self, theme: Theme, who: _Speaker) -> float:
        if theme.group_id in MANAGER_GROUPS and not who.manager:
            return 0.0
        weight, effects = self.spec.talks.theme_weights.get(theme.theme_id, 0.0), self.spec.effects
        drifting = _DRIFTING[who.phase]
        if theme.group_id in drifting:
            weight *= _DRIFT
        planted = {
            "mob.blocked": effects.blocked_in_bu3 if who.bu3 else 1.0,
            "smg.delegate": effects.delegate_in_band_c if who.band_c else 1.0,
            "ret.leaving": effects.leaving_in_r6 if who.r6 else 1.0,
        }
        return weight * planted.get(theme.theme_id, 1.0)


def core_of(
    world: World, draws: Draws, groups: tuple[int, int, int, int, int], *, manager: bool
) -> tuple[int, ...]:
    """The two to four themes somebody keeps coming back to."""
    table = world.themes_for(groups, manager=manager, phase=MIDDLE)
    wanted = draws.between(2, 4)
    core: list[int] = []
    while len(core) < wanted:
        theme = draws.pick(table)
        if theme.number not in core and not theme.needs_agreement:
            core.append(theme.number)
    return tuple(core)


def themes_of_meeting(
    world: World, draws: Draws, person: InventedPerson, *, phase: int, on: dt.date, count: int
) -> list[Theme]:
    """The themes of one meeting, the main one first; in a busy half-year that is often the workload (T5)."""
    table = world.themes_for(person.groups, manager=person.has_manager_themes, phase=phase)
    pressed = world.is_busy(on) and draws.chance(world.spec.effects.workload_late) and count > 0
    found = [world.taxonomy.by_id[WORKLOAD]] if pressed else []
    wanted = min(count + pressed, world.taxonomy.most_per_session)
    tries = 0
    while len(found) < wanted and tries < _MOST_TRIES:
        tries += 1
        if draws.chance(world.spec.talks.from_core):
            theme = world.taxonomy.by_number[draws.one_of(person.core)]
        else:
            theme = draws.pick(table)
        if theme not in found:
            found.append(theme)
    return found
