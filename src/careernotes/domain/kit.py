"""The programme kit: purpose, terms, groups, period, policy and keys of one programme, signed by its lead."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from careernotes.canonical import Json
from careernotes.domain.periods import PeriodLength
from careernotes.domain.reading import MalformedError, Reader
from careernotes.domain.words import Bilingual

KIT_FORMAT, SHARED_FORMAT, NOISE_FORMAT = 1, 2, 3
"""With format 1 the trustee opens contributions alone; with format 2 they come in two halves, one of them for
the lead; with format 3 reports have noise as well.
"""
LEAST_NOISE, MOST_NOISE = 2, 1000
DIMENSIONS = ("business_area", "level_band", "region", "tenure_band", "function_family")
_LENGTHS = {"quarter": PeriodLength.QUARTER, "half_year": PeriodLength.HALF_YEAR, "year": PeriodLength.YEAR}


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentValue:
    """One coarse group of people in the organisation. ``number`` is what themes.db and contributions hold."""

    number: int
    key: str
    name: Bilingual
    headcount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom to call, and for what."""

    role: str
    name: Bilingual
    reach: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyFloors:
    """What a programme may ask for beyond the program's own floors; it can only raise them."""

    mentors: int = 5
    mentees: int = 30
    group_mentees: int = 20
    effective_mentors: int = 4
    list_mentees: int = 12
    hide_below: int = 10
    sensitive_from: int = 15
    rated: int = 30


@dataclass(frozen=True, kw_only=True)
class ProgrammeKit:
    """One programme edition, as its lead signed it."""

    programme_id: str
    title: Bilingual
    purpose: Bilingual
    terms: tuple[Bilingual, ...]
    terms_version: str
    code_version: str
    coordinator: Bilingual
    starts_on: dt.date
    ends_on: dt.date
    period: PeriodLength
    taxonomy_version: str
    taxonomy_hash: str
    segments: Mapping[str, tuple[SegmentValue, ...]]
    breakdown: str
    store_sensitive: bool
    other_country_rule: bool
    floors: PolicyFloors
    contacts: tuple[Contact, ...]
    trustee_box_key: str
    trustee_sign_key: str
    lead_sign_key: str
    lead_box_key: str = ""
    """Empty in a kit whose trustee opens contributions alone."""
    noise_scale: int = 0
    """The declared scale of the noise in each report; 0 when reports are rounded instead."""
    kit_hash: str

    @property
    def shared(self) -> bool:
        """Whether lead and trustee can only open contributions together."""
        return bool(self.lead_box_key)

    @cached_property
    def breakdown_values(self) -> tuple[SegmentValue, ...]:
        """The groups of the one declared breakdown; empty when the programme declares none."""
        return self.segments.get(self.breakdown, ())

    def segment_number(self, dimension: str, key: str) -> int:
        """The number of one group; 0 when it is not (or no longer) in the kit."""
        return next((value.number for value in self.segments.get(dimension, ()) if value.key == key), 0)

    def expired(self, today: dt.date) -> bool:
        """Whether the programme edition is over; the kit stays usable, with a banner."""
        return today > self.ends_on


def read_kit(value: object, *, kit_hash: str) -> ProgrammeKit:
    """The kit in one JSON value, whose canonical bytes hash to *kit_hash*.

    Raises:
        MalformedError: when a field is missing, wrong or unknown, or a floor is lowered.
    """
    root = Reader(value, printable=True)
    root.only(*_FIELDS)
    written = _read_format(root)
    segments = _read_segments(root.inner("segments"))
    breakdown = root.text("breakdown", default="")
    if breakdown and breakdown not in segments:
        raise MalformedError("breakdown", "one of the declared segments, or nothing")
    return ProgrammeKit(
        programme_id=_hex(root, "programme_id", 32),
        title=root.inner("title").title(),
        purpose=root.inner("purpose").words(),
        terms=tuple(item.words() for item in root.objects("terms")),
        terms_version=root.text("terms_version", longest=20),
        code_version=root.text("code_version", longest=20),
        coordinator=root.inner("coordinator").words(),
        starts_on=_date(root, "starts_on"),
        ends_on=_date(root, "ends_on"),
        period=root.parsed("period", _length, "quarter, half_year or year"),
        taxonomy_version=root.text("taxonomy_version", longest=20),
        taxonomy_hash=_hex(root, "taxonomy_hash", 64),
        segments=segments,
        breakdown=breakdown,
        store_sensitive=root.flag("store_sensitive"),
        other_country_rule=root.flag("other_country_rule"),
        floors=_read_floors(root.inner("floors")),
        contacts=tuple(_read_contact(item) for item in root.objects("contacts")),
        trustee_box_key=_hex(root, "trustee_box_key", 64),
        trustee_sign_key=_hex(root, "trustee_sign_key", 64),
        lead_sign_key=_hex(root, "lead_sign_key", 64),
        lead_box_key=_hex(root, "lead_box_key", 64) if written != KIT_FORMAT else "",
        noise_scale=_noise(root) if written == NOISE_FORMAT else 0,
        kit_hash=kit_hash,
    )


def format_of(*, shared: bool, noisy: bool) -> int:
    """The format of a kit; 0 for none. Noise is for pools that two people open: a first look fixes them."""
    if noisy:
        return NOISE_FORMAT if shared else 0
    return SHARED_FORMAT if shared else KIT_FORMAT


def _read_format(root: Reader) -> int:
    written = root.integer("format", low=KIT_FORMAT, high=1_000_000)
    if written != format_of(shared=root.has("lead_box_key"), noisy=root.has("noise_scale")):
        expected = f"{KIT_FORMAT}, {SHARED_FORMAT} with the lead's box key, {NOISE_FORMAT} with noise too"
        raise MalformedError("format", expected)
    return written


def _noise(root: Reader) -> int:
    return root.integer("noise_scale", low=LEAST_NOISE, high=MOST_NOISE)


def _read_contact(item: Reader) -> Contact:
    return Contact(
        role=item.text("role", longest=200), name=item.inner("name").title(), reach=item.text("reach")
    )


def _date(root: Reader, key: str) -> dt.date:
    return root.parsed(key, dt.date.fromisoformat, "a date like 2026-01-31")


def plain_kit(kit: ProgrammeKit) -> dict[str, Json]:
    """The JSON value of a kit, without its hash: what is signed."""

    def words(text: Bilingual) -> dict[str, Json]:
        return {"en": text.en, "nl": text.nl}

    both: dict[str, Json] = {"lead_box_key": kit.lead_box_key} if kit.shared else {}
    noise: dict[str, Json] = {"noise_scale": kit.noise_scale} if kit.noise_scale else {}
    return {
        "format": format_of(shared=kit.shared, noisy=bool(kit.noise_scale)),
        **both,
        **noise,
        "programme_id": kit.programme_id,
        "title": words(kit.title),
        "purpose": words(kit.purpose),
        "terms": [words(text) for text in kit.terms],
        "terms_version": kit.terms_version,
        "code_version": kit.code_version,
        "coordinator": words(kit.coordinator),
        "starts_on": kit.starts_on.isoformat(),
        "ends_on": kit.ends_on.isoformat(),
        "period": next(name for name, length in _LENGTHS.items() if length is kit.period),
        "taxonomy_version": kit.taxonomy_version,
        "taxonomy_hash": kit.taxonomy_hash,
        "segments": {
            name: [
                {"number": v.number, "key": v.key, **words(v.name), "headcount": v.headcount} for v in values
            ]
            for name, values in kit.segments.items()
        },
        "breakdown": kit.breakdown,
        "store_sensitive": kit.store_sensitive,
        "other_country_rule": kit.other_country_rule,
        "floors": {name: getattr(kit.floors, name) for name in PolicyFloors.__slots__},
        "contacts": [{"role": c.role, "name": words(c.name), "reach": c.reach} for c in kit.contacts],
        "trustee_box_key": kit.trustee_box_key,
        "trustee_sign_key": kit.trustee_sign_key,
        "lead_sign_key": kit.lead_sign_key,
    }


def _length(text: str) -> PeriodLength:
    if text not in _LENGTHS:
        raise ValueError(text)
    return _LENGTHS[text]


def _hex(root: Reader, key: str, digits: int) -> str:
    text = root.text(key)
    if len(text) != digits or any(char not in "0123456789abcdef" for char in text):
        raise MalformedError(root.at(key), f"{digits} hexadecimal digits")
    return text


def _read_segments(root: Reader) -> dict[str, tuple[SegmentValue, ...]]:
    root.only(*DIMENSIONS)
    segments: dict[str, tuple[SegmentValue, ...]] = {}
    for dimension in DIMENSIONS:
        if not root.has(dimension):
            continue
        values = tuple(
            SegmentValue(
                number=item.integer("number", low=1, high=60),
                key=item.text("key", longest=40),
                name=item.title(),
                headcount=item.integer("headcount", low=50, high=100_000_000),
            )
            for item in root.objects(dimension)
        )
        if len({value.number for value in values}) != len(values) or len(
            {value.key for value in values}
        ) != len(values):
            raise MalformedError(root.at(dimension), "no number or key twice")
        segments[dimension] = values
    return segments


def _read_floors(root: Reader) -> PolicyFloors:
    least = PolicyFloors()
    root.only(*PolicyFloors.__slots__)
    return PolicyFloors(
        **{
            name: root.integer(name, low=getattr(least, name), high=1_000_000, default=getattr(least, name))
            for name in PolicyFloors.__slots__
        }
    )


_FIELDS = (
    "format", "programme_id", "title", "purpose", "terms", "terms_version", "code_version",
    "coordinator", "starts_on", "ends_on", "period", "taxonomy_version", "taxonomy_hash", "segments",
    "breakdown", "store_sensitive", "other_country_rule", "floors", "contacts", "trustee_box_key",
    "trustee_sign_key", "lead_sign_key", "lead_box_key", "noise_scale",
)  # fmt: skip
