"""A5: a trustee who wants a certificate for a report that tells of somebody.

The figure that the attack step hid is put back, and whatever stands in a certificate may be made up: worlds,
what was told before, reports that never were. Whether the report tells is reckoned from the paper by hand;
the certificate must then not hold.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pytest
from tests.attack.cases import HERE, SMALL, UP, size
from tests.attack.firm import Employee, Firm, Office, falling, firm
from tests.attack.reckoning import won
from tests.attack.test_a16_reorganisation import REDRAWN, kit_of

from careernotes.auditing.attack import Setting, line_of
from careernotes.auditing.certified import Certified, Proven, certified, replay
from careernotes.auditing.memory import Memory
from careernotes.disclosure.plan import FigureKey, TableId

KEY = FigureKey.parse(HERE)
LUCK = {(0, HERE): UP, (0, size(1)): UP, (0, "groups/2/0"): UP}


def two_areas(here: tuple[int, ...] = (0,)) -> Firm:
    """Twenty-two people of one area who all have the theme, and a hundred others of whom sixty have it."""
    themes = [(6,)] * 22 + [(6,)] * 60 + [()] * 40
    people = [
        Employee(number=n, mentor=n % 9, area=1 if n < 22 else 2, here=here, themes=said)
        for n, said in enumerate(themes)
    ]
    return firm(people, SMALL, kit_of("a", "b"))


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A report that was released, what was tried, and its honest certificate."""

    setting: Setting
    given: Certified

    @property
    def memory(self) -> Memory:
        return self.given.memories[-1]

    def showing(self, values: Mapping[FigureKey, int]) -> Certified:
        """The certificate of the same report with figures that the attack step hid."""
        look = self.memory.look
        shown = replace(
            look,
            steps={**look.steps, TableId.AREA_GROUPS: 5},
            groups={**{key.row: frozenset({key.row}) for key in values}, **look.groups},
            shown={**look.shown, **values},
            covered=look.covered - values.keys(),
        )
        return replace(
            self.given, memories=(*self.given.memories[:-1], replace(self.memory, look=shown))
        )

    def replayed(self, given: Certified) -> Proven:
        setting = self.setting
        return replay(given, plan=setting.plan, policy=setting.policy, taxonomy=setting.taxonomy)

    def all_told_before(self, given: Certified) -> Certified:
        """The same, with everything that is open called old news, in every family and line."""
        told = frozenset(self.replayed(given).open)
        look, setting = given.memories[-1].look, replace(self.setting, past=given.memories[:-1])
        lines = [line_of(series, each) for series in setting.lines(look) for each in setting.families()]
        return replace(given, borne=dict.fromkeys(lines, told))


def desk_of(office: Office) -> Desk:
    assert office.last is not None
    return Desk(setting=office.last.setting, given=certified(office.last.setting, office.last.outcome))


@pytest.fixture(scope="module")
def first() -> Desk:
    """The first report there is, without tops, of which the attack step hid one figure."""
    office = Office(coin=falling(LUCK), tops=False)
    paper = office.paper(two_areas(), 0)
    assert paper.value("where", "group-mob", "area-1") is None
    return desk_of(office)


def test_the_figure_that_was_put_back_tells_of_nearly_everybody() -> None:
    paper = Office(coin=falling(LUCK), attacks=False, tops=False).paper(two_areas(), 0)
    span = paper.span("where", "group-mob", "area-1")
    assert span is not None
    assert won((22, 100), [((0,), *span)], {0}) == "D4"


def test_the_certificate_of_one_report_holds_without_any_before_it(first: Desk) -> None:
    found = first.replayed(first.given)
    assert (found.open, found.borne) == ((), 0)
    assert found.questions > 10


def test_with_the_figure_put_back_it_does_not_whatever_is_called_old_news(first: Desk) -> None:
    forged = first.showing({KEY: 25})
    assert first.replayed(forged).open
    assert first.replayed(first.all_told_before(forged)).open


def test_a_report_that_never_was_would_make_it_old_news(first: Desk) -> None:
    """Why ``verify`` takes no earlier report where the report names none: nothing else would be amiss."""
    luck = {(1, figure): up for (_place, figure), up in LUCK.items()}
    office = Office(coin=falling(luck), tops=False)
    office.past = (first.showing({KEY: 25}).memories[0],)
    paper = office.paper(two_areas(here=(0, 1)), 1)
    assert paper.value("where", "group-mob", "area-1") == 25
    forged = desk_of(office)
    found = forged.replayed(forged.given)
    assert not found.open
    assert found.borne
    alone = replace(forged.given, memories=forged.given.memories[1:])
    assert forged.replayed(alone).open


# ------------------------------------------------------------------ beside reports with other areas


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.long] if number else [])
        for number, name in enumerate(REDRAWN)
    ],
)
def test_a_figure_put_back_that_tells_beside_other_areas_is_found_without_any_world(name: str) -> None:
    """All that was tried before is in the certificate; only that the areas were others gives it away."""
    redrawn = REDRAWN[name]
    office = Office(coin=falling(redrawn.luck))
    for place in range(3):
        office.paper(redrawn.company(place), place)
    honest = desk_of(office)
    assert not honest.replayed(honest.given).open
    bare = Office(coin=falling(redrawn.luck), attacks=False).paper(redrawn.company(2), 2)
    values = {
        FigureKey.parse(f"area_groups/{column.removeprefix('area-')}/2"): value
        for column in bare.columns("where")
        if (value := bare.value("where", "group-mob", column)) is not None
    }
    assert redrawn.read(attacks=False)[1] == "D1"
    forged = honest.showing(values)
    assert [each for each in honest.replayed(forged).open if each.startswith("others/")]


def test_a_division_in_the_first_report_after_a_reorganisation_is_found() -> None:
    redrawn = REDRAWN["areas have other names, and four people moved"]
    office = Office(coin=falling(redrawn.luck))
    for place in range(2):
        assert bool(office.paper(redrawn.company(place), place).columns("where")) == (place == 0)
    honest = desk_of(office)
    assert not honest.replayed(honest.given).open
    assert f"others/{HERE}" in honest.replayed(honest.showing({KEY: 10})).open
