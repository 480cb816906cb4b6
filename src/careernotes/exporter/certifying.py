"""The certificate of a pooled report: written in the trustee's folder, replayed for whoever is shown it.

It never goes to HR: it names how many people of each area came and went. It loads no solver.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from careernotes.auditing.attack import Outcome
from careernotes.auditing.certified import (
    Certified,
    Proven,
    certified,
    plain_certified,
    read_certified,
    replay,
)
from careernotes.auditing.look import Look, dash_floor
from careernotes.auditing.memory import Memory, partition_of
from careernotes.auditing.setting import Setting
from careernotes.canonical import Json
from careernotes.disclosure.hide import base_of
from careernotes.disclosure.plan import TableId
from careernotes.disclosure.top_coding import highest_proven, people_of, tops
from careernotes.domain.reading import MalformedError
from careernotes.exporter.certificate_errors import (
    CertificateOpenError,
    CertificateSignatureError,
    KitNeededError,
    NotACertificateError,
    OtherReportError,
)
from careernotes.exporter.programme import Programme, open_programme
from careernotes.exporter.speech import Answer
from careernotes.i18n import _, ngettext
from careernotes.report.envelope import read_envelope
from careernotes.report.model import SealedModel
from careernotes.report.published import published
from careernotes.sealing.errors import CannotReadError, CannotWriteError, TooBigError
from careernotes.sealing.signed_file import is_signed, read_signed, signed_bytes
from careernotes.sealing.whole_file import PRIVATE, read_whole, replace_whole

FOLDER = "certificates"
_WHAT = "certificate"
_LARGEST_REPORT, _LARGEST = 32 * 1024 * 1024, 1024 * 1024 * 1024


def certificate_path(folder: Path, period: str) -> Path:
    """Where the certificate of a period's report is in the folder of certificates."""
    return folder / f"certificate-{period}.json"


def certificate_bytes(
    setting: Setting, outcome: Outcome, model_hash: str, sign_seed: bytes | bytearray
) -> bytes:
    """The certificate of one report, signed by the trustee."""
    body: dict[str, Json] = {
        "model_hash": model_hash,
        **plain_certified(certified(setting, outcome)),
    }
    return signed_bytes(_WHAT, body, sign_seed)


def keep_certificate(ledger_folder: Path, period: str, data: bytes) -> None:
    """Put a certificate into the trustee's folder, in the place of one from a release that was broken off.

    Raises:
        CannotWriteError, FullDiskError: when it cannot be written.
    """
    folder = ledger_folder / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise CannotWriteError from None
    replace_whole(certificate_path(folder, period), data, mode=PRIVATE)


def with_certificate(answer: Answer, report: Path, *, kit: Path | None, folder: Path) -> Answer:
    """The answer of ``verify`` with what replaying the certificate of the report came to.

    Raises:
        KitNeededError, NotACertificateError and its kinds.
    """
    if kit is None:
        raise KitNeededError
    found, reports = check_certificate(report, open_programme(kit), folder)
    plain: dict[str, Json] = {
        "questions": found.questions,
        "worlds": found.worlds,
        "reports": reports,
        "borne": found.borne,
        "undecided": found.undecided,
    }
    return replace(
        answer, result={**answer.result, "certificate": plain}, lines=[*_lines(found, reports), *answer.lines]
    )


def _lines(found: Proven, reports: int) -> Iterator[str]:
    """What replaying came to, and what it did not."""
    yield _(
        "Certificate: checked without a solver. Reports: {reports}; questions about small groups: "
        "{questions}; invented worlds that prove the answers: {worlds}."
    ).format(questions=found.questions, reports=reports, worlds=found.worlds)
    if found.borne:
        yield ngettext(
            "Certificate: {count} group could be told from earlier reports already.",
            "Certificate: {count} groups could be told from earlier reports already.",
            found.borne,
        ).format(count=found.borne)
    if found.undecided:
        yield ngettext(
            "Certificate: {count} question is open, about figures that the report does not show.",
            "Certificate: {count} questions are open, about figures that the report does not show.",
            found.undecided,
        ).format(count=found.undecided)


def check_certificate(report: Path, programme: Programme, folder: Path) -> tuple[Proven, int]:
    """What the certificate of a report proves, and about how many reports it is.

    Raises:
        NotACertificateError and its kinds: when it proves less than everything, or not about this report.
    """
    model = _report(report)
    model_hash, given = _read(certificate_path(folder, model.document.period), programme)
    about = _is_about(given, model, programme) and _is_of(given.memories[-1], programme)
    about = about and all(_only_tops_say_or_more(memory.look) for memory in given.memories)
    if model_hash != model.hash or not about:
        raise OtherReportError
    _check_earlier(given, programme, folder, model.previous)
    found = replay(given, plan=programme.plan, policy=programme.policy, taxonomy=programme.taxonomy)
    if found.open:
        raise CertificateOpenError(count=len(found.open))
    return found, len(given.memories)


def _report(path: Path) -> SealedModel:
    try:
        return read_envelope(read_whole(path, most=_LARGEST_REPORT)).model
    except (CannotReadError, TooBigError, MalformedError):
        raise OtherReportError from None


def _read(path: Path, programme: Programme) -> tuple[str, Certified]:
    try:
        body, plain, signature = read_signed(_WHAT, read_whole(path, most=_LARGEST))
        body.only("model_hash", "format", "reports", "sets_of_allies", "drawn", "allies", "pages", "borne")
        given, model_hash = read_certified(body), body.text("model_hash", longest=64)
    except (CannotReadError, TooBigError, ValueError):
        raise NotACertificateError from None
    if not is_signed(_WHAT, plain, signature, programme.kit.trustee_sign_key):
        raise CertificateSignatureError
    return model_hash, given


def _is_about(given: Certified, model: SealedModel, programme: Programme) -> bool:
    """Whether the last report of a certificate says what the released one says, figure by figure."""
    document, memory = model.document, given.memories[-1]
    figures, look = published(document, programme.taxonomy), memory.look
    floors = {
        key: dash_floor(key, base=document.base, plan=programme.plan, policy=programme.policy)
        for key in look.dashes
    }
    tables = {key.table for key in (*figures.shown, *figures.dashes)}
    areas = {key.row for key in (*figures.shown, *figures.dashes) if key.table is TableId.AREAS}
    return (
        (str(memory.roster.period), set(look.groups)) == (document.period, areas)
        and (dict(look.shown), dict(look.dashes)) == (dict(figures.shown), floors)
        and look.tops == figures.tops
        and _tops_are_right(look, document.base, programme)
        and all(look.steps.get(table) == base_of(table, document.base) for table in tables)
        # What is not shown is hidden for its own sake, or the attack step or a hidden whole covers it.
        and look.dashes.keys() <= figures.dashes <= look.dashes.keys() | look.covered
    )


def _tops_are_right(look: Look, base: int, programme: Programme) -> bool:
    """Whether "this or more" stands beside just the figures at their tops, and none is higher."""
    if not _have_people(look):
        return False
    highest = tops(look.shown, base=base, plan=programme.plan, policy=programme.policy)
    none_higher = all(look.shown[key] <= top for key, top in highest.items())
    return none_higher and look.tops == {key for key, top in highest.items() if look.shown[key] == top}


def _only_tops_say_or_more(look: Look) -> bool:
    """Whether no figure of a report says "this or more" below where any top can be. Of an earlier report the
    floors may have been lower, so that more cannot be asked.
    """
    if not look.tops:
        return True
    base = look.steps.get(TableId.PEOPLE, 0)
    if not base or not look.tops <= look.shown.keys() or not _have_people(look):
        return False
    return all(
        (people := people_of(key)) is not None
        and look.shown[key] >= highest_proven(key, look.shown[people], base=base)
        for key in look.tops
    )


def _have_people(look: Look) -> bool:
    """Whether the number of people that each figure is a part of stands beside it."""
    parts = filter(None, map(people_of, look.shown))
    return all(people in look.shown for people in parts)


def _is_of(memory: Memory, programme: Programme) -> bool:
    """Whether a report has the areas and themes of the kit, and as many people as its own figures say."""
    kit = (partition_of(programme.kit), programme.plan.taxonomy_hash)
    if (memory.partition, memory.taxonomy_hash) != kit:
        return False
    look, people = memory.look, Counter[int]()
    for (area, _age), number in memory.roster.people.items():
        people[area] += number
    for key, shown in look.shown.items():
        if key.table in {TableId.PEOPLE, TableId.AREAS}:
            inside = look.groups[key.row] if key.table is TableId.AREAS else people.keys()
            if abs(sum(people[area] for area in inside) - shown) >= look.steps[key.table]:
                return False
    return True


def _check_earlier(given: Certified, programme: Programme, folder: Path, previous: str) -> None:
    """Returns when every earlier report of which there is a certificate here says the same in it.

    Raises:
        OtherReportError: when one does not, or the last one is not the report before this one, or there is a
            report before this one and the certificate leaves it off, or none and it has one.
    """
    if bool(previous) != (len(given.memories) > 1):
        raise OtherReportError
    for memory in given.memories[:-1]:
        path = certificate_path(folder, str(memory.roster.period))
        if not path.exists():
            continue
        model_hash, earlier = _read(path, programme)
        if earlier.memories[-1] != memory:
            raise OtherReportError
        if memory is given.memories[-2] and model_hash != previous:
            raise OtherReportError
