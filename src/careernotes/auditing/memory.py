"""What the trustee keeps beside each report, to try later reports against it: never a true count."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from careernotes.auditing.look import Look
from careernotes.auditing.makeup import Makeup, Makeups
from careernotes.auditing.roster import Roster
from careernotes.canonical import Json, canonical_hash
from careernotes.disclosure.plan import OLDEST, FigureKey, TableId
from careernotes.domain.kit import ProgrammeKit
from careernotes.domain.periods import Period
from careernotes.domain.reading import MalformedError, Reader

MEMORY_FORMAT = 1
_MOST = 1_000_000_000
_FIELDS = (
    "format",
    "period",
    "partition",
    "taxonomy_hash",
    "roster",
    "steps",
    "shown",
    "dashes",
    "covered",
    "tops",
    "groups",
    "themes",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """One report as its reader saw it, how many people came when, and which areas and themes it had."""

    roster: Roster
    look: Look
    partition: str
    taxonomy_hash: str
    makeups: Makeups = field(default_factory=dict)
    """How its theme groups were made up; empty where that was not kept."""


def partition_of(kit: ProgrammeKit) -> str:
    """What the areas of a kit are: the same text as long as an area's number means the same people."""
    areas: list[Json] = [[value.number, value.key] for value in kit.breakdown_values]
    return canonical_hash({"breakdown": kit.breakdown, "areas": areas})


def plain_memory(memory: Memory) -> dict[str, Json]:
    """The JSON value of what is kept."""
    look = memory.look
    people = sorted(memory.roster.people.items())
    return {
        "format": MEMORY_FORMAT,
        "period": str(memory.roster.period),
        "partition": memory.partition,
        "taxonomy_hash": memory.taxonomy_hash,
        "roster": [{"area": area, "age": age, "people": n} for (area, age), n in people if n],
        "steps": [{"table": table.value, "step": step} for table, step in look.steps.items()],
        "shown": [{"figure": str(key), "number": n} for key, n in look.shown.items()],
        "dashes": [{"figure": str(key), "floor": floor} for key, floor in look.dashes.items()],
        "covered": sorted(str(key) for key in look.covered),
        **({"tops": sorted(str(key) for key in look.tops)} if look.tops else {}),
        "groups": [{"area": area, "areas": sorted(inside)} for area, inside in look.groups.items()],
        **_plain_makeups(memory.makeups),
    }


def read_memory(value: object) -> Memory:
    """What was kept, from its JSON value.

    Raises:
        MalformedError: when it is none.
    """
    root = Reader(value)
    root.only(*_FIELDS)
    root.integer("format", low=MEMORY_FORMAT, high=MEMORY_FORMAT)
    return Memory(
        roster=Roster(
            period=root.parsed("period", Period.parse, "a period"),
            people={
                (_number(each, "area"), each.integer("age", low=0, high=OLDEST)): _number(each, "people")
                for each in root.objects("roster")
            },
        ),
        look=Look(
            steps={
                each.parsed("table", TableId, "a table"): _number(each, "step")
                for each in root.objects("steps")
            },
            shown={_figure(each): _number(each, "number") for each in root.objects("shown")},
            dashes={_figure(each): _number(each, "floor") for each in root.objects("dashes")},
            covered=frozenset(_figures(root, "covered")),
            tops=frozenset(_figures(root, "tops", optional=True)),
            groups={
                _number(each, "area"): frozenset(_whole(each, "areas")) for each in root.objects("groups")
            },
        ),
        partition=root.text("partition", longest=64),
        taxonomy_hash=root.text("taxonomy_hash", longest=64),
        makeups={_number(each, "group"): _makeup(each) for each in root.objects("themes", optional=True)},
    )


def _plain_makeups(makeups: Makeups) -> dict[str, Json]:
    """Nothing where there are none: lists of one mentor have no theme groups of their own."""
    themes: list[Json] = [
        {"group": group, "whole": [*sorted(each.whole)], "by_area": [*sorted(each.by_area)]}
        for group, each in makeups.items()
    ]
    return {"themes": themes} if themes else {}


def _makeup(item: Reader) -> Makeup:
    return Makeup(whole=frozenset(_whole(item, "whole")), by_area=frozenset(_whole(item, "by_area")))


def _number(item: Reader, key: str) -> int:
    return item.integer(key, low=0, high=_MOST)


def _figure(item: Reader) -> FigureKey:
    return item.parsed("figure", FigureKey.parse, "a figure")


def _figures(root: Reader, name: str, *, optional: bool = False) -> Iterator[FigureKey]:
    for text in root.texts(name, optional=optional):
        try:
            yield FigureKey.parse(text)
        except ValueError:
            raise MalformedError(root.at(name), "figures") from None


def _whole(item: Reader, name: str) -> Iterator[int]:
    for number in item.items(name):
        if not isinstance(number, int):
            raise MalformedError(item.at(name), "whole numbers")
        yield number
