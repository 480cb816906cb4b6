"""Series of reports as the trustee's exporter makes them, and as their reader sees them.

The steps are those of ``careernotes.exporter.pooling``: the attack with every earlier report from the real
ledger, gate, blur, hide, and the entries that later reports are tried against. Files are not sealed.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.attack.organisations import period_at, programme
from tests.attack.paper import AND_MORE, EVERYBODY
from tests.attack.reader import Figure, Interval, Published

from careernotes.auditing.allies import SETS
from careernotes.canonical import canonical_bytes
from careernotes.disclosure.blur import rounded
from careernotes.disclosure.errors import PoolTooSmallError, ReportHeldError
from careernotes.disclosure.plan import TableId
from careernotes.disclosure.policy import Policy
from careernotes.disclosure.release import release
from careernotes.disclosure.safe_table import SafeReport
from careernotes.exporter.attacking import attack_for, entry
from careernotes.exporter.speech import Speech
from careernotes.sealing.blur import coin
from careernotes.vault.releases import Release, ReleaseKind, ReleaseLedger

READ = (TableId.THEMES, TableId.GROUPS, TableId.AREA_GROUPS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One report of a series, or why there is none."""

    place: int
    report: SafeReport | None
    refused: str = ""
    hidden: int = 0
    borne: int = 0
    exact: bool = False
    """Made without rounding: what a weakened build publishes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """The program as it is, or with something taken out of it."""

    attack: bool = True
    allies: int = SETS
    blurs: bool = True
    coarser: int = 1
    policy: Policy | None = None

    def rounder(self, count: int, base: int, coin: int) -> int:
        """The rounding of this build."""
        return rounded(count, base * self.coarser, coin) if self.blurs else count


AS_IT_IS = Build()
WITHOUT_ALLIES = Build(allies=0)


def released(
    vectors: Sequence[Sequence[int]], secret: str, folder: Path, build: Build = AS_IT_IS
) -> list[Made]:
    """The reports over *vectors*, one period after another, with a ledger of their own in *folder*."""
    digest = hashlib.sha512(secret.encode()).digest() + hashlib.sha256(secret.encode()).digest()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{digest.hex()[:32]}.db"
    ledger = ReleaseLedger.open(path, bytearray(digest[:80]), create=True)
    try:
        return [_one(vector, place, secret, ledger, build) for place, vector in enumerate(vectors)]
    finally:
        ledger.close()
        path.unlink()


def _one(vector: Sequence[int], place: int, secret: str, ledger: ReleaseLedger, build: Build) -> Made:
    used, period = programme(), period_at(place)
    drawn = partial(coin, hashlib.sha256(secret.encode()).digest())
    check = attack_for(
        used, period, vector, ledger=ledger, speech=Speech(as_json=False), coin=drawn,
        sets_of_allies=build.allies,
    )  # fmt: skip
    try:
        report = release(
            vector,
            plan=used.plan,
            policy=build.policy or used.policy,
            period=period,
            coin=drawn,
            checks=[check] if build.attack else [],
            rounder=build.rounder,
        ).report
    except (PoolTooSmallError, ReportHeldError) as refused:
        return Made(place=place, report=None, refused=refused.code)
    if not build.attack:
        return Made(place=place, report=report, exact=not build.blurs)
    value = canonical_bytes({"tables": hashlib.sha256(repr(report.tables).encode()).hexdigest()})
    model_hash = hashlib.sha256(value).hexdigest()
    ledger.append(entry(check, model_hash))
    ledger.append(Release(kind=ReleaseKind.POOL, period=str(period), model_hash=model_hash, model=value))
    told = check.outcome
    return Made(place=place, report=report, hidden=told.hidden, borne=told.borne, exact=not build.blurs)


def read(made: Made) -> Published | None:
    """One report as anybody reads it: a number v rounded to steps of s stands for v - s + 1 to v + s - 1.

    With a "t" beside it, it stands for v - s + 1 or more. A dash says nothing: it may stand there to protect
    another figure.
    """
    if made.report is None:
        return None
    says: dict[Figure, Interval] = {}
    for table in made.report.tables:
        if table.table in READ:
            for cell in table.cells:
                if cell.value is not None:
                    over = 0 if made.exact else table.base - 1
                    high = EVERYBODY if cell.symbol.value == AND_MORE else cell.value + over
                    says[table.table.value, cell.row, cell.column] = max(0, cell.value - over), high
    groups = {area.number: frozenset(area.merged or (area.number,)) for area in made.report.breakdown.areas}
    return Published(place=made.place, says=says, groups=groups)


def all_read(series: Sequence[Made]) -> list[Published]:
    """Every report of a series that there is."""
    return [each for each in map(read, series) if each is not None]


def true_figures(vector: Sequence[int]) -> Mapping[Figure, int]:
    """The exact figures behind a report: themes, groups, and groups by area."""
    keys = programme().plan.keys
    pairs = zip(keys, vector, strict=True)
    return {(key.table.value, key.row, key.column): n for key, n in pairs if key.table in READ}


def area_sizes(vector: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Each area and its counted people; 0 is the whole programme."""
    for key, n in zip(programme().plan.keys, vector, strict=True):
        if key.table is TableId.PEOPLE:
            yield 0, n
        elif key.table is TableId.AREAS:
            yield key.row, n
