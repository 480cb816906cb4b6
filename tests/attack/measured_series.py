"""G2: eight reports over years, who came and who went, themes that last. Every small group, every theme."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.attack.measured import ACRO, OURS, Columns, Figures, Measure, Weaker
from tests.attack.measured_single import theme_groups
from tests.attack.organisations import Organisation, counters, lasting, planted, programme
from tests.attack.peers import printed_by_peers
from tests.attack.reader import Published, attacked
from tests.attack.rules import RULES, as_read
from tests.attack.series import WITHOUT_ALLIES, Build, all_read, area_sizes, released, true_figures
from tests.attack.siege import Tally

PERIODS = 8
PLANTED = 5
"""Beside each organisation: so many secrets of the one in which rounding alone may give joiners away."""
PEOPLE = (60, 120, 60, 120, 60, 120, 60, 120, 300, 600)
"""In turn. Most are small: there a few people come or go beside few others, and one takes seconds."""
PEERS_EVERY = 47
"""The peers are attacked on one organisation in so many, of 60 and of 120 people in turn: it takes minutes
each, so not in the short form.
"""


def kinds_of(organisation: Organisation) -> Counter[tuple[int, int, int]]:
    """What the staff list says: how many people by area, first and last report."""
    return Counter((each.area, each.came, each.left) for each in organisation.members)


def organisation(seed: int, number: int) -> Organisation:
    """One of them: each size in turn."""
    return lasting(seed * 10_000 + number, PEOPLE[number % len(PEOPLE)], PERIODS)


def as_peers(vectors: Sequence[Sequence[int]]) -> dict[str, list[Published]]:
    """The same periods as each peer would have printed them."""
    exact = [(true_figures(vector), dict(area_sizes(vector))) for vector in vectors]
    return {
        name: [as_read(place, report, programme().plan.areas) for place, report in enumerate(printed)]
        for name, printed in printed_by_peers(exact).items()
    }


def run_with(build: Build, folder: Path, size: int, seed: int, *, peers: bool) -> Figures:
    """*size* organisations over eight periods, each attacked with everything that was published."""
    ours, others = Tally(), {name: Tally() for name in (*RULES, ACRO)}
    counts: Counter[str] = Counter()
    for number in range(size):
        made = organisation(seed, number)
        vectors = [counters(made, place) for place in range(PERIODS)]
        series = released(vectors, f"G2/{seed}/{number}", folder, build)
        kinds, reports = kinds_of(made), all_read(series)
        ours.add(attacked(kinds, reports, theme_groups()))
        counts["reports"] += len(reports)
        counts["hidden"] += sum(each.hidden for each in series)
        counts["borne"] += sum(each.borne for each in series)
        for place in range(PLANTED):
            ours.add(planted_attack(build, folder, f"{seed}/{number}/{place}"))
        if peers and number % PEERS_EVERY == PEERS_EVERY - 1:
            counts["with_peers"] += 1
            for name, those in as_peers(vectors).items():
                if name in others:
                    others[name].add(attacked(kinds, those, theme_groups()))
    told = {name: tally.figures() for name, tally in others.items()} if peers else {}
    return {"organisations": size, **counts, **ours.figures(), "peers": told}


def planted_attack(build: Build, folder: Path, secret: str) -> Tally:
    """The attack on the two reports of the organisation in which rounding alone may give joiners away."""
    made = planted()
    vectors = [counters(made, place) for place in range(made.periods)]
    series = released(vectors, f"G2 planted/{secret}", folder, build)
    return attacked(kinds_of(made), all_read(series), theme_groups())


def as_it_is(folder: Path, size: int, seed: int) -> Figures:
    """The program as it is; without allies, who are another goal."""
    return run_with(WITHOUT_ALLIES, folder, size, seed, peers=True)


def without_attack(folder: Path, size: int, seed: int) -> Figures:
    """The weakened build: nothing is tried against earlier reports, with so many secrets."""
    total = Tally()
    for number in range(size):
        total.add(planted_attack(Build(attack=False), folder, f"{seed}/{number}"))
    return total.figures()


def without_blur(folder: Path, size: int, seed: int) -> Figures:
    """The weakened build: exact figures, over floors that stay."""
    return run_with(Build(attack=False, blurs=False), folder, size, seed, peers=False)


def held(figures: Figures) -> bool:
    """Nothing pinned, nobody proven, and every report that could be was attacked."""
    nothing = all(figures[name] == 0 for name in ("pinned", "someone", "tighter", "undecided"))
    return nothing and bool(figures["reports"])


def columns(figures: Figures) -> Columns:
    """The table's cells: groups pinned (everybody or nobody) and groups with somebody proven."""
    told = figures["peers"]
    assert isinstance(told, dict)
    return {OURS: _cell(figures)} | {name: _cell(each) for name, each in told.items() if each["questions"]}


def _cell(figures: Figures) -> str:
    asked, pinned, someone = (figures[name] for name in ("questions", "pinned", "someone"))
    assert isinstance(asked, int)
    assert isinstance(pinned, int)
    assert isinstance(someone, int)
    return f"{100 * pinned / asked:.2g} % / {100 * someone / asked:.2g} %"


def caught(figures: Figures) -> bool:
    """A weakened build is noticed when some group is bounded more tightly."""
    return figures["tighter"] != 0


MEASURES = (
    Measure(
        name="G2",
        what="eight half-years, 12 % come and go, 60 to 600 people, themes last; groups of under 10 people: "
        "everybody or nobody known / somebody proven",
        goal="0 pinned, 0 proven",
        tiny=1,
        short=3,
        full=200,
        shares=2,
        run=as_it_is,
        held=held,
        columns=columns,
        controls=(
            Weaker(name="no attack step", tiny=30, size=30, run=without_attack, caught=caught),
            Weaker(name="exact figures", tiny=1, size=1, run=without_blur, caught=caught),
        ),
    ),
)
