"""The verb report: unlock, let the exporter work, and say what it made or would make."""

import argparse

from careernotes.canonical import Json
from careernotes.cli.commands import opened
from careernotes.cli.console import Console
from careernotes.domain.periods import Period
from careernotes.errors import CareerNotesError
from careernotes.i18n import _
from careernotes.services import exporting
from careernotes.services.desk import Desk
from careernotes.services.exporter_answers import ContributionPreview, ReportPreview


class PeriodTextError(CareerNotesError):
    """Text that names no period."""

    code = "CN575"
    message = "This is no period."
    hint = "Write it like 2026, 2026-H1 or 2026-Q3."
    exit_code = 2


class WhereToError(CareerNotesError):
    """A release without a folder, or an option that does not fit."""

    code = "CN576"
    message = "These options do not go together."
    hint = "A list is released or printed again into the folder of --out; anything else has --out only."
    exit_code = 2


def report(arguments: argparse.Namespace, console: Console) -> int:
    """Preview, write or release what this vault may contribute or list."""
    if arguments.what == "enrol":
        return _enrol(arguments, console)
    period = _period(arguments.period or "")
    wants_files = arguments.release or arguments.reprint
    is_list = arguments.what == "list"
    if (is_list and bool(arguments.out) != wants_files) or (not is_list and wants_files):
        raise WhereToError
    with opened(arguments, console) as desk:
        if is_list:
            _say_list(_list(desk, period, arguments, console), console)
        elif arguments.out:
            written = exporting.write_contribution(
                desk, period, arguments.out, console.work(), seen=arguments.seen
            )
            _say_contribution(written, console, shared=desk.kit is not None and desk.kit.shared)
        else:
            _say_contribution(exporting.preview_contribution(desk, period, console.work()), console)
    return 0


def _enrol(arguments: argparse.Namespace, console: Console) -> int:
    if not arguments.out or arguments.release or arguments.reprint:
        raise WhereToError
    with opened(arguments, console) as desk:
        words = exporting.write_enrolment(desk, arguments.out, console.work())
    _say_enrolment(words, console)
    return 0


def _say_enrolment(words: str, console: Console) -> None:
    told = _("Send the file to the programme lead and to the trustee, and read them these eight words:")
    sheet = _("The sheet beside the file is for you: print it.")
    console.result(f"{told}\n  {words}\n{sheet}", {"words": words})


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except ValueError:
        raise PeriodTextError from None


def _list(desk: Desk, period: Period, arguments: argparse.Namespace, console: Console) -> ReportPreview:
    if arguments.release:
        return exporting.release_list(desk, period, arguments.out, console.work())
    if arguments.reprint:
        return exporting.reprint_list(desk, period, arguments.out, console.work())
    return exporting.preview_list(desk, period, console.work())


def _say_contribution(preview: ContributionPreview, console: Console, *, shared: bool = False) -> None:
    shown = [line for line in preview.lines if line.value]
    lines = [f"  {line.value:>6}  {line.heading}: {line.name}" for line in shown]
    head = _("The file was written. It carries:") if preview.written else _("A contribution would carry:")
    rest = _("Everything else in it is zero. Notes, names and dates are not in it.")
    counters: list[Json] = [{"figure": str(line.key), "value": line.value} for line in preview.lines]
    console.result(
        "\n".join((head, *lines, rest, *_receipt(preview.receipt), *(_where_to() if shared else ()))),
        {
            "receipt": preview.receipt,
            "period": str(preview.period),
            "written": preview.written,
            "revision": preview.revision,
            "counters": counters,
        },
    )


def _where_to() -> tuple[str, ...]:
    return (
        _(
            "Two halves have been written. Send the one with “lead” in its name to the programme lead, and "
            "the other to the trustee: neither can read anything without the other."
        ),
    )


def _receipt(words: str) -> tuple[str, ...]:
    return (f"{_('Receipt:')} {words}",) if words else ()


def _say_list(preview: ReportPreview, console: Console) -> None:
    lines = [f"  {line.heading}: {line.name}: {line.text}" for line in preview.withheld]
    head = _("The list was written.") if preview.released else _("This is a preview; nothing was written.")
    why = _("Not on the list, and why (only you see this):")
    withheld: list[Json] = [{"figure": str(line.key), "reason": line.code.value} for line in preview.withheld]
    console.result(
        "\n".join((head, why, *lines, *_receipt(preview.receipt))),
        {
            "released": preview.released,
            "model": preview.model.value,
            "withheld": withheld,
            "receipt": preview.receipt,
        },
    )
