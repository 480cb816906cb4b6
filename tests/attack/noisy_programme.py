"""A large programme with noise, to attack: its pooled counters, and looks at its reports."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

from tests.e2e.programme import facts_of
from tests.unit.disclosure.support import GENERAL, PERIOD, PLAN, QUARTER, SENSITIVE, TAXONOMY, make_kit

from careernotes.canonical import Json
from careernotes.disclosure.counting import count
from careernotes.disclosure.plan import FigureKey, figure_plan
from careernotes.disclosure.policy import policy_of
from careernotes.domain.kit import NOISE_FORMAT
from careernotes.domain.periods import Period
from careernotes.exporter.noisy import noisy_pool
from careernotes.exporter.programme import Programme
from careernotes.ledger.facts import RatingFact
from careernotes.sealing.programme_keys import ProgrammeKeys, PublicKeys, Role
from careernotes.vault.releases import ReleaseLedger

SCALE, MENTORS, EACH = 2, 10, 125
Values = dict[FigureKey, int]
ALIKE = next(iter(PLAN.alike.values()))
"""A theme that is a group by itself."""


def programme(scale: int = SCALE, **changes: Json) -> Programme:
    """A programme of two keepers with noise of this scale."""
    kit = make_kit(format=NOISE_FORMAT, lead_box_key="44" * 32, noise_scale=scale, **changes)
    return Programme(
        kit=kit, taxonomy=TAXONOMY, plan=figure_plan(kit, TAXONOMY), policy=policy_of(kit.floors)
    )


@cache
def _one_mentor(each: int) -> Mapping[FigureKey, int]:
    facts = facts_of(each, areas=3, themes=(*GENERAL[:2], ALIKE, SENSITIVE[0]))
    rated = tuple(RatingFact(person=p.person, quarter=QUARTER, asks=1 + p.person % 5) for p in facts.persons)
    used = programme()
    counted = count(replace(facts, ratings=rated), PERIOD, used.plan, used.kit, used.taxonomy)
    return dict(zip(used.plan.keys, counted, strict=True))


def true_counts(used: Programme, *, each: int = EACH, mentors: int = MENTORS) -> dict[FigureKey, int]:
    """The true sums over mentors who are all alike."""
    one = _one_mentor(each)
    return {key: mentors * one.get(key, 0) for key in used.plan.keys}


def keys_of(folder: Path) -> ProgrammeKeys:
    """The trustee's keys, without a file."""
    names = ("sign_private", "box_private", "blur_secret32", "memory_key")
    secrets = {name: bytearray(range(32)) for name in names}
    public = PublicKeys(role=Role.TRUSTEE, box_key="11" * 32, sign_key="22" * 32)
    return ProgrammeKeys(
        path=folder / "trustee.cnkey", public=public, memory=None, releases80=bytearray(range(80)), **secrets
    )


@contextmanager
def ledger_in(folder: Path) -> Iterator[ReleaseLedger]:
    """The ledger in a folder, made when there is none."""
    folder.mkdir(exist_ok=True)
    path = folder / "releases.db"
    ledger = ReleaseLedger.open(path, bytearray(range(80)), create=not path.exists())
    try:
        yield ledger
    finally:
        ledger.close()


def look(
    used: Programme, ledger: ReleaseLedger, folder: Path, period: Period = PERIOD, **crowd: int
) -> Values:
    """What one look at the report of a period shows."""
    counts = true_counts(used, **crowd)
    made = noisy_pool(
        used, period, [counts[key] for key in used.plan.keys],
        keys=keys_of(folder), ledger=ledger, head=ledger.head(),
    )  # fmt: skip
    return {
        FigureKey(table.table, cell.row, cell.column): cell.value
        for table in made.made.report.tables
        for cell in table.cells
        if cell.value is not None
    }
