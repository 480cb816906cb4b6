"""Whether the files of a report are what was released. Needs no vault; the kit tells who signed."""

import enum
import hmac
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from careernotes.disclosure.mechanisms import NoiseUsed, epsilon_of
from careernotes.domain.kit import ProgrammeKit
from careernotes.domain.periods import Period
from careernotes.domain.reading import MalformedError
from careernotes.domain.words import LANGUAGES
from careernotes.report import csv_table, html
from careernotes.report.document import Document, ReportKind
from careernotes.report.envelope import Envelope, read_envelope
from careernotes.report.model import SealedModel
from careernotes.sealing.errors import CannotReadError, TooBigError
from careernotes.sealing.whole_file import read_whole

_MOST_BYTES = 32 * 1024 * 1024
_CANNOT_BE_DRAWN = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""What drawing a model ends in that fits its format and that this program would never have made."""


class FindingCode(enum.Enum):
    """What can be said about a report. The value is stable: other programs may read it."""

    UNREADABLE = "unreadable"
    NOT_A_REPORT = "not_a_report"
    HASH_DIFFERS = "hash_differs"
    NOT_SIGNED = "not_signed"
    SIGNATURE_WRONG = "signature_wrong"
    OTHER_SIGNER = "other_signer"
    OTHER_PROGRAMME = "other_programme"
    CHAIN_BROKEN = "chain_broken"
    SAME_MONTHS = "same_months"
    OTHER_PROTECTION = "other_protection"
    PROTECTION_SWITCHED = "protection_switched"
    EPSILON_LESS = "epsilon_less"
    FILE_DIFFERS = "file_differs"
    # Below: worth saying, and no fault.
    FILE_MISSING = "file_missing"
    SIGNER_UNKNOWN = "signer_unknown"
    LIST_NOT_SIGNED = "list_not_signed"
    OTHER_VERSION = "other_version"

    @property
    def serious(self) -> bool:
        """Whether a report with this finding must not be trusted."""
        return self not in _NOTES

    @property
    def maker_unknown(self) -> bool:
        """Whether nothing in the report tells who made it, so that anybody may have."""
        return self in {FindingCode.SIGNER_UNKNOWN, FindingCode.LIST_NOT_SIGNED}


_ABOUT_THE_SIGNER = frozenset(
    {
        FindingCode.NOT_SIGNED,
        FindingCode.SIGNATURE_WRONG,
        FindingCode.OTHER_SIGNER,
        FindingCode.SIGNER_UNKNOWN,
        FindingCode.LIST_NOT_SIGNED,
    }
)
_NOTES = frozenset(
    {
        FindingCode.FILE_MISSING,
        FindingCode.SIGNER_UNKNOWN,
        FindingCode.LIST_NOT_SIGNED,
        FindingCode.OTHER_VERSION,
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, and the name of the file it is about (no folder)."""

    code: FindingCode
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came out. *model_hash* is to be compared with the ledger or a printed report; *previous* names the
    report before.
    """

    findings: tuple[Finding, ...]
    model_hash: str = ""
    previous: str = ""
    compared: tuple[str, ...] = ()
    noise: NoiseUsed | None = None
    """What the report says of its noise, which fits its formula; None when it was rounded."""
    trustee_signed: bool = False
    """Whether the figures carry the signature of the trustee in the kit; other files may still differ."""

    @property
    def holds(self) -> bool:
        """Whether nothing serious was found: the files fit together, whoever made them."""
        return not any(finding.code.serious for finding in self.findings)

    @property
    def ok(self) -> bool:
        """Whether nothing serious was found and the trustee of the kit signed it."""
        return self.holds and not any(finding.code.maker_unknown for finding in self.findings)


def renderings(model: SealedModel) -> tuple[tuple[str, Callable[[], bytes]], ...]:
    """The ends of the names of every file made from a model, and how to make each of them again."""
    made: list[tuple[str, Callable[[], bytes]]] = []
    for language in LANGUAGES:
        made.append((f".{language}.pdf", partial(_pages, model, language)))
        made.append((f".{language}.html", partial(html.render, model, language)))
    return (*made, (".csv", partial(csv_table.render, model)))


def _pages(model: SealedModel, language: str) -> bytes:
    from careernotes.report import pdf  # noqa: PLC0415 - the typesetter is loaded for pages only

    return pdf.render(model, language)


def verify_folder(
    json_path: Path, kit: ProgrammeKit | None = None, *, previous: Path | None = None, software: str = ""
) -> Verdict:
    """What can be said about the report at *json_path* and the files beside it with the same stem.

    *kit* is the programme's own, already checked; without it the signer cannot be told. *previous* is the
    JSON file of the report before. *software* is the running version: it explains files that differ.
    """
    try:
        envelope = read_envelope(read_whole(json_path, most=_MOST_BYTES))
    except (CannotReadError, TooBigError):
        return Verdict(findings=(Finding(FindingCode.UNREADABLE, json_path.name),))
    except MalformedError:
        return Verdict(findings=(Finding(FindingCode.NOT_A_REPORT, json_path.name),))
    model = envelope.model
    seal = tuple(_seal_findings(envelope, kit))
    findings = [Finding(code, json_path.name) for code in seal]
    if previous is not None:
        findings.extend(Finding(code, previous.name) for code in _chain_findings(model, previous))
    if software and model.document.chain.software != software:
        findings.append(Finding(FindingCode.OTHER_VERSION, json_path.name))
    compared = []
    for ending, render in renderings(model):
        path = json_path.with_name(json_path.stem + ending)
        try:
            found = _compare(path, render)
        except _CANNOT_BE_DRAWN:
            return Verdict(findings=(Finding(FindingCode.NOT_A_REPORT, json_path.name),))
        compared += [] if found is FindingCode.FILE_MISSING else [path.name]
        findings += [] if found is None else [Finding(found, path.name)]
    return Verdict(
        findings=tuple(findings),
        model_hash=model.hash,
        previous=model.previous,
        compared=tuple(compared),
        noise=model.document.noise,
        trustee_signed=_ABOUT_THE_SIGNER.isdisjoint(seal),
    )


def _seal_findings(envelope: Envelope, kit: ProgrammeKit | None) -> Iterator[FindingCode]:
    model = envelope.model
    if not hmac.compare_digest(envelope.stated_hash.encode(), model.hash.encode()):
        yield FindingCode.HASH_DIFFERS
    is_list = model.document.kind is ReportKind.LIST
    if envelope.signature is None and envelope.signer is None:
        yield FindingCode.LIST_NOT_SIGNED if is_list else FindingCode.NOT_SIGNED
    elif not envelope.signed:
        yield FindingCode.SIGNATURE_WRONG
    elif kit is None or is_list:
        yield FindingCode.SIGNER_UNKNOWN
    elif envelope.signer != kit.trustee_sign_key:
        yield FindingCode.OTHER_SIGNER
    if kit is not None:
        chain = model.document.chain
        stated = (chain.programme_id, chain.kit_hash, chain.taxonomy_hash)
        if stated != (kit.programme_id, kit.kit_hash, kit.taxonomy_hash):
            yield FindingCode.OTHER_PROGRAMME
        noise = model.document.noise
        if not is_list and (noise.scale if noise is not None else 0) != kit.noise_scale:
            yield FindingCode.OTHER_PROTECTION


def _chain_findings(model: SealedModel, previous: Path) -> Iterator[FindingCode]:
    try:
        before = read_envelope(read_whole(previous, most=_MOST_BYTES))
    except (CannotReadError, TooBigError):
        yield FindingCode.UNREADABLE
    except MalformedError:
        yield FindingCode.NOT_A_REPORT
    else:
        if before.model.hash != model.previous:
            yield FindingCode.CHAIN_BROKEN
            if _same_months(model, before.model):
                yield FindingCode.SAME_MONTHS
        yield from noise_findings(model.document, before.model.document)


def noise_findings(document: Document, before: Document) -> Iterator[FindingCode]:
    """What two reports of one programme year on end say of their noise that cannot be."""
    kinds = {document.kind, before.kind}
    if kinds != {ReportKind.POOL} or document.chain.programme_id != before.chain.programme_id:
        return
    if Period.parse(document.period).year != Period.parse(before.period).year:
        return
    new, old = document.noise, before.noise
    if (new.scale if new else 0) != (old.scale if old else 0):
        yield FindingCode.PROTECTION_SWITCHED
    elif new and old and new.spent < old.spent + epsilon_of(new.scale):
        yield FindingCode.EPSILON_LESS


def _same_months(one: SealedModel, two: SealedModel) -> bool:
    """Whether two different reports of one programme share a month: the trustee used two ledgers."""
    first, second = one.document, two.document
    if one.hash == two.hash or first.chain.programme_id != second.chain.programme_id:
        return False
    try:
        return Period.parse(first.period).overlaps(Period.parse(second.period))
    except ValueError:
        return False


def _compare(path: Path, render: Callable[[], bytes]) -> FindingCode | None:
    if not path.exists():
        return FindingCode.FILE_MISSING
    try:
        data = read_whole(path, most=_MOST_BYTES)
    except (CannotReadError, TooBigError):
        return FindingCode.UNREADABLE
    return None if data == render() else FindingCode.FILE_DIFFERS
