"""What the exporter answers, as types: the counters of a contribution, or a report with its reasons."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from careernotes.canonical import Json, canonical_bytes
from careernotes.disclosure.plan import FigureKey, TableId
from careernotes.disclosure.reasons import Reason, ReasonCode
from careernotes.domain.kit import ProgrammeKit
from careernotes.domain.periods import Period
from careernotes.domain.reading import MalformedError, Reader
from careernotes.domain.taxonomy import Taxonomy
from careernotes.report.figure_names import figure_name, reason_words, table_name
from careernotes.report.model import SealedModel, parse_model
from careernotes.services.exporter_events import ExporterSilentError, InboxFound
from careernotes.services.exporter_process import ExporterResult

_MOST = 10**12


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterLine:
    """One exact number a contribution carries. ``printed`` False: for a safety check, never in a report."""

    key: FigureKey
    heading: str
    name: str
    value: int
    printed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionPreview:
    """Everything a contribution carries, exactly. ``written`` says whether the file is there."""

    period: Period
    revision: int
    written: bool
    lines: tuple[CounterLine, ...]
    people: int
    other_fields: tuple[tuple[str, str], ...]
    receipt: str = ""
    """Eight words of the trail once it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithheldLine:
    """One figure that is not shown, and the true reason: for this screen only, in no file."""

    key: FigureKey
    heading: str
    name: str
    code: ReasonCode
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPreview:
    """A report as HR would see it, and beside it what is withheld and why."""

    model: SealedModel = field(repr=False)
    withheld: tuple[WithheldLine, ...]
    released: bool
    inbox: InboxFound | None = None
    ledger_is_new: bool = False
    attack: tuple[str, ...] = ()
    """What the attack on this report came to, in sentences; empty for a reprint."""
    noise: tuple[str, ...] = ()
    """What its noise gives away, in sentences; empty for a report with rounding, and for a reprint."""
    meter: tuple[str, ...] = ()
    """What a list tells about one named person at most, in sentences; empty for a pool and for a reprint."""
    receipt: str = ""
    """Eight words of the mentor's own trail once it is released."""


def read_contribution(done: ExporterResult, kit: ProgrammeKit, taxonomy: Taxonomy) -> ContributionPreview:
    """The counters in an answer of ``contribute``.

    Raises:
        ExporterSilentError: when it is no such answer.
    """
    try:
        root = Reader(done.result)
        body = root.inner("contribution")
        counters = _counters(body.inner("counters"), done.result)
        period = body.parsed("period", Period.parse, "a period")
        revision, written = body.integer("revision", low=1, high=_MOST), root.flag("written")
        rest = _other_fields(done.result)
    except (MalformedError, ValueError):
        raise ExporterSilentError from None
    lines = tuple(
        CounterLine(
            key=key,
            heading=table_name(key.table, kit),
            name=figure_name(key, kit, taxonomy),
            value=value,
            printed=key.table.printed,
        )
        for key, value in counters.items()
    )
    people = next((line.value for line in lines if line.key == FigureKey(TableId.PEOPLE)), 0)
    return ContributionPreview(
        period=period, revision=revision, written=written, lines=lines, people=people, other_fields=rest
    )


def _counters(counters: Reader, result: Mapping[str, Json]) -> dict[FigureKey, int]:
    return {
        FigureKey.parse(name): counters.integer(name, low=0, high=_MOST)
        for name in _names(result, "counters")
    }


def _names(result: Mapping[str, Json], part: str) -> tuple[str, ...]:
    contribution = result["contribution"]
    inner = contribution[part] if isinstance(contribution, Mapping) else None
    if not isinstance(inner, Mapping):
        raise MalformedError(part, "an object")
    return tuple(inner)


def _other_fields(result: Mapping[str, Json]) -> tuple[tuple[str, str], ...]:
    """Whatever else stands in the contribution, under its own name: nothing that leaves is left unsaid."""
    contribution = result["contribution"]
    if not isinstance(contribution, Mapping):
        raise MalformedError("contribution", "an object")
    return tuple((name, str(value)) for name, value in contribution.items() if name != "counters")


def read_words(done: ExporterResult) -> str:
    """The eight words in an answer of ``enrol``.

    Raises:
        ExporterSilentError: when it is no such answer.
    """
    try:
        return Reader(done.result).text("words", longest=200)
    except MalformedError:
        raise ExporterSilentError from None


def read_report(done: ExporterResult, kit: ProgrammeKit, taxonomy: Taxonomy) -> ReportPreview:
    """The report in an answer of ``list`` or ``pool``; its model must have the hash the exporter names.

    Raises:
        ExporterSilentError: when it is no such answer.
    """
    try:
        root = Reader(done.result)
        model = parse_model(canonical_bytes(done.result["model"]))
        if model.hash != root.text("model_hash"):
            raise MalformedError("model_hash", "the hash of the model")
        reasons = tuple(_reason(item) for item in root.objects("reasons"))
        released = root.flag("released")
        ledger_is_new = root.flag("ledger_is_new", default=False)
        attack, meter, noise = (
            root.inner(part).texts("lines") if root.has(part) else () for part in ("attack", "meter", "noise")
        )
    except (MalformedError, ValueError, KeyError, TypeError):
        raise ExporterSilentError from None
    withheld = tuple(
        WithheldLine(
            key=reason.key,
            heading=table_name(reason.key.table, kit),
            name=figure_name(reason.key, kit, taxonomy),
            code=reason.code,
            text=reason_words(reason),
        )
        for reason in reasons
    )
    return ReportPreview(
        model=model,
        withheld=withheld,
        released=released,
        inbox=done.inbox,
        ledger_is_new=ledger_is_new,
        attack=attack,
        noise=noise,
        meter=meter,
    )


def _reason(item: Reader) -> Reason:
    params = item.items("params", most=4)
    if not all(isinstance(value, int) and not isinstance(value, bool) for value in params):
        raise MalformedError("params", "whole numbers")
    return Reason(
        key=item.parsed("figure", FigureKey.parse, "a figure"),
        code=item.parsed("reason", ReasonCode, "a reason"),
        params=tuple(int(str(value)) for value in params),
    )
