"""A programme with noise and some 1,250 people, made cheaply: ten mentors who each count many."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tests.e2e.programme import facts_of
from tests.e2e.together import MENTORS, Pair, make_pair
from tests.unit.disclosure.support import PERIOD, QUARTER

from careernotes.canonical import Json
from careernotes.disclosure.counting import count
from careernotes.disclosure.plan import FigureKey
from careernotes.domain.kit import plain_kit, read_kit
from careernotes.domain.periods import Period
from careernotes.exporter.programme import open_programme
from careernotes.ledger.facts import RatingFact
from careernotes.sealing.kit_file import kit_bytes

EACH = 125
PEOPLE = MENTORS * EACH
NEXT, NEXT_YEAR = Period.parse("2026-H2"), Period.parse("2027-H1")


@dataclass(slots=True, kw_only=True)
class NoisyPair:
    """Lead and trustee of a programme with noise."""

    pair: Pair

    def true(self, each: int = EACH) -> Mapping[FigureKey, int]:
        """The true sums."""
        plan = self.pair.opened.plan
        return {key: MENTORS * n for key, n in zip(plan.keys, self._counters(each), strict=True)}

    def _counters(self, each: int) -> tuple[int, ...]:
        facts = facts_of(each, areas=3)
        rated = tuple(
            RatingFact(person=one.person, quarter=QUARTER, asks=1 + one.person % 5) for one in facts.persons
        )
        opened = self.pair.opened
        return count(replace(facts, ratings=rated), PERIOD, opened.plan, opened.kit, opened.taxonomy)

    def fill(self, period: Period = PERIOD, *, each: int = EACH, seen: Path | None = None) -> None:
        """Everybody contributes to *period*, and lead and trustee exchange their files."""
        plan, counters = self.pair.opened.plan, self._counters(each)
        for number in range(1, MENTORS + 1):
            whole = self.pair.contribution(number, people=1)
            name = f"{1000 * (period.first_quarter % 50) + number:032x}"
            hashes = {"kit_hash": plan.kit_hash, "plan_hash": plan.plan_hash}
            self.pair.send(
                number, replace(whole, counters=counters, period=period, contribution_id=name, **hashes)
            )
        assert self.pair.exchange(period=period, seen=seen).code == 0

    def other_kit(self, **changes: Json) -> None:
        """From now on the programme's lead has signed this kit."""
        with self.pair.keys("lead") as lead:
            plain = {**plain_kit(self.pair.opened.kit), **changes}
            kept = {name: value for name, value in plain.items() if value is not None}
            read_kit(kept, kit_hash="")
            self.pair.programme.kit.write_bytes(kit_bytes(kept, lead.sign_private))
        self.pair.opened = open_programme(self.pair.programme.kit)

    def copy(self, folder: Path) -> "NoisyPair":
        """The whole programme once more, to be changed."""
        return NoisyPair(pair=self.pair.copy(folder))


def make_noisy(folder: Path, scale: int, *, each: int = EACH) -> NoisyPair:
    """A programme with noise of this scale, whose first period has been exchanged."""
    made = NoisyPair(pair=make_pair(folder, noise_scale=scale))
    made.fill(each=each)
    return made
