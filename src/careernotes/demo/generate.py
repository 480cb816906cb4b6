"""The generator: a whole invented programme from a profile and a seed, the same bytes on every machine."""

import datetime as dt
import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from careernotes.canonical import Json, canonical_bytes
from careernotes.demo.canaries import Canary, plant
from careernotes.demo.extremes import lengthened
from careernotes.demo.facts import facts_of
from careernotes.demo.faults import with_faults
from careernotes.demo.letters import records_of
from careernotes.demo.life import Fault, InventedMentor
from careernotes.demo.mentors import invent_mentors
from careernotes.demo.spec import shipped_spec
from careernotes.demo.truth import truth_of
from careernotes.demo.world import DEFAULT_START, VERSION, World
from careernotes.domain.records import Record, kind_of, to_plain
from careernotes.errors import CareerNotesError
from careernotes.ledger.facts import MentorFacts

LOCALES = ("en", "nl", "mixed")


class UnknownProfileError(CareerNotesError):
    """Somebody asked for a programme of a kind that is not in the specification."""

    code = "CN801"
    message = "There is no invented programme of this kind."
    safe = "Nothing has been made."
    hint = "Choose tiny, small, medium, large, xl or heavy_vault, and en, nl or mixed."
    exit_code = 2


@dataclass(frozen=True, kw_only=True)
class Programme:
    """One invented programme. Codes are there at once; text is written when somebody asks for it."""

    world: World = field(repr=False)
    mentors: tuple[InventedMentor, ...] = field(repr=False)
    with_canaries: bool = False

    def facts(self, number: int, *, on: dt.date | None = None) -> MentorFacts:
        """What themes.db of one mentor holds, on a day or at the end."""
        return facts_of(self.world, self.mentors[number], on=on)

    def vault(self, number: int) -> tuple[Record, ...]:
        """Everything in one mentor's vault, parents before children."""
        return self.vault_with_canaries(number)[0]

    def vault_with_canaries(self, number: int) -> tuple[tuple[Record, ...], tuple[Canary, ...]]:
        """One mentor's vault, and the canaries in it (none unless the programme was made with canaries)."""
        records = lengthened(self.world, records_of(self.world, self.mentors[number]))
        if not self.with_canaries:
            return records, ()
        return plant(self.world.draws("canaries", number), records)

    @cached_property
    def truth(self) -> dict[str, Json]:
        """What is really so: true counts and planted effects."""
        return truth_of(self.world, self.mentors)

    def canaries(self) -> Iterator[Canary]:
        """Every canary of every mentor."""
        for mentor in self.mentors:
            yield from self.vault_with_canaries(mentor.number)[1]

    def dump(self) -> Iterator[bytes]:
        """Everything as canonical JSON, one line a value: the form in which two runs are compared."""
        for mentor in self.mentors:
            head: dict[str, Json] = {
                "mentor": mentor.number,
                "delivers": mentor.delivers,
                "late": mentor.late,
                "language": mentor.language,
            }
            yield canonical_bytes(head) + b"\n"
            for record in self.vault(mentor.number):
                yield canonical_bytes({"record": kind_of(type(record)), **to_plain(record)}) + b"\n"
            yield canonical_bytes(_plain_facts(self.facts(mentor.number))) + b"\n"
        yield canonical_bytes(self.truth) + b"\n"

    def digest(self) -> str:
        """SHA-256 over the dump, as hexadecimal digits."""
        running = hashlib.sha256()
        for line in self.dump():
            running.update(line)
        return running.hexdigest()


def generate(
    profile: str,
    seed: int,
    *,
    start: dt.date = DEFAULT_START,
    weeks: int | None = None,
    locale: str = "en",
    faults: Collection[Fault] = (),
    canaries: bool = False,
) -> Programme:
    """The invented programme of this profile and seed, from *start* on for so many weeks.

    Raises:
        UnknownProfileError: when there is no such profile or locale.
    """
    size = shipped_spec().profiles.get(profile)
    if size is None or locale not in LOCALES:
        raise UnknownProfileError
    world = World(
        profile=size,
        seed=seed,
        start=start,
        weeks=size.weeks if weeks is None else weeks,
        locale=locale,
        faults=frozenset(faults),
    )
    mentors = with_faults(world, tuple(invent_mentors(world)))
    return Programme(world=world, mentors=mentors, with_canaries=canaries)


def generator_version() -> int:
    """The version of what a seed gives."""
    return VERSION


def _plain_facts(facts: MentorFacts) -> dict[str, Json]:
    def rows(values: tuple[object, ...]) -> list[Json]:
        return [[int(getattr(value, name)) for name in type(value).__slots__] for value in values]  # type: ignore[attr-defined]  # every fact is slotted

    return {
        "persons": rows(facts.persons),
        "meetings": rows(facts.meetings),
        "codings": rows(facts.codings),
        "ratings": rows(facts.ratings),
    }
