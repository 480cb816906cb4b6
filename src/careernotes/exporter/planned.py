"""The plan of a programme year: declared by the kit, entered in the trustee's ledger with the first opening.

Periods, tables, breakdown, which people an area is, themes and the way figures are protected stay as they are
for the whole year.
Floors may be raised with a new edition of the kit, and are never lowered again, in no later year either.
"""

from collections.abc import Iterator, Mapping

from careernotes.auditing.memory import partition_of
from careernotes.canonical import Json, canonical_bytes, canonical_hash
from careernotes.domain.kit import PolicyFloors
from careernotes.domain.periods import Period
from careernotes.domain.reading import Reader
from careernotes.exporter.ledger_errors import FloorLoweredError, PlanChangedError, ProtectionChangedError
from careernotes.exporter.programme import Programme
from careernotes.sealing.strict_json import read_canonical
from careernotes.vault.errors import DamagedLedgerError
from careernotes.vault.releases import Release, ReleaseKind, ReleaseLedger

_FLOORS = tuple(PolicyFloors.__slots__)
_MOST = 1_000_000
_PARTITION = "partition"


def year_of(period: Period) -> int:
    """The programme year a period belongs to."""
    return period.year


def plan_entry(programme: Programme, period: Period) -> Release:
    """The plan of a period's year, as the ledger keeps it."""
    model: dict[str, Json] = {
        "programme_id": programme.kit.programme_id,
        "year": year_of(period),
        "fixed": _fixed(programme),
        "floors": _floors(programme),
    }
    data = canonical_bytes(model)
    return Release(
        kind=ReleaseKind.PLAN, period=str(year_of(period)), model_hash=canonical_hash(model), model=data
    )


def missing_plan(ledger: ReleaseLedger, programme: Programme, period: Period) -> Release | None:
    """The entry to make before anything of *period* is opened; None when its plan stands in the ledger.

    Raises:
        ProtectionChangedError: when the year is one of rounding and this kit has noise, or the other way.
        PlanChangedError: when another plan was declared for the year.
        FloorLoweredError: when a floor is lower than in any earlier plan of the programme.
    """
    new = plan_entry(programme, period)
    declared = tuple(_declared(ledger, programme.kit.programme_id))
    floors, fixed_now = _floors(programme), _fixed(programme)
    # Plans from before it was kept do not say which areas they are about.
    same = {canonical_hash(fixed_now), canonical_hash(_without_partition(fixed_now))}
    if any(noise != programme.kit.noise_scale for noise in _noise_of_year(ledger, year_of(period))):
        raise ProtectionChangedError(year=year_of(period))
    for year, fixed, earlier in declared:
        if year == year_of(period) and fixed not in same:
            raise PlanChangedError(year=year)
        for name in _FLOORS:
            if floors[name] < earlier[name]:
                raise FloorLoweredError(floor=name)
    this_year = [earlier for year, _fixed_then, earlier in declared if year == year_of(period)]
    return None if this_year and this_year[-1] == floors else new


def _fixed(programme: Programme) -> dict[str, Json]:
    kit, plan = programme.kit, programme.plan
    return {
        "period": kit.period.value,
        "taxonomy_hash": kit.taxonomy_hash,
        "breakdown": kit.breakdown,
        "areas": list(plan.areas),
        _PARTITION: partition_of(kit),
        # Only what may be printed: further counters for the checks may come with a newer program.
        "tables": sorted({key.table.value for key in plan.keys if key.table.printed}),
        "figures": canonical_hash([str(key) for key in plan.keys if key.table.printed]),
        "trustee": kit.trustee_box_key,
        **({"noise_scale": kit.noise_scale} if kit.noise_scale else {}),
    }


def _without_partition(fixed: Mapping[str, Json]) -> dict[str, Json]:
    return {name: value for name, value in fixed.items() if name != _PARTITION}


def _floors(programme: Programme) -> dict[str, int]:
    return {name: getattr(programme.kit.floors, name) for name in _FLOORS}


def _noise_of_year(ledger: ReleaseLedger, year: int) -> Iterator[int]:
    """The scale of noise (0: rounding) in every plan of one year, whatever the programme."""
    for entry in ledger.all():
        if entry.kind is ReleaseKind.PLAN and entry.period == str(year):
            try:
                fixed = Reader(read_canonical(entry.model)).inner("fixed")
                yield fixed.integer("noise_scale", low=0, high=_MOST, default=0)
            except ValueError:
                raise DamagedLedgerError from None


def _declared(ledger: ReleaseLedger, programme_id: str) -> Iterator[tuple[int, str, Mapping[str, int]]]:
    """Year, hash of what is fixed, and floors of every plan of one programme, the oldest first."""
    for entry in ledger.all():
        if entry.kind is not ReleaseKind.PLAN:
            continue
        try:
            value = read_canonical(entry.model)
            root = Reader(value)
            if root.text("programme_id") != programme_id:
                continue
            floors = root.inner("floors")
            fixed = value["fixed"] if isinstance(value, Mapping) else None
            year = root.integer("year", low=1, high=9999)
            then = {name: floors.integer(name, low=0, high=_MOST, default=0) for name in _FLOORS}
            yield year, canonical_hash(fixed), then
        except (ValueError, KeyError):
            raise DamagedLedgerError from None
