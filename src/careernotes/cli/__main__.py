"""careernotes-vault: make, check, fill, empty and report from a vault on the command line."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from careernotes.cli import commands, kits, reports, safety
from careernotes.cli.console import Console, TypedWeakError
from careernotes.errors import CareerNotesError
from careernotes.hardening import close_process
from careernotes.i18n import _, error_text, set_language, system_language
from careernotes.logs import log_bug, log_failure
from careernotes.services.unlocking import WeakPassphraseError

BUG_EXIT = 70


def build_parser() -> argparse.ArgumentParser:
    """The whole command line."""
    parser = argparse.ArgumentParser(
        prog="careernotes-vault",
        description=_("Look after a Career Notes vault."),
        epilog=_(
            "The rules for what goes by itself are applied by the window only, after an unlock: there it is"
            " announced first, and can be kept for a while or put under a legal hold. Nothing goes by these"
            " rules here."
        ),
    )
    _takes_language(parser)
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")

    def verb(
        name: str, run: Callable[[argparse.Namespace, Console], int], text: str
    ) -> argparse.ArgumentParser:
        sub = verbs.add_parser(name, help=text, description=text)
        sub.add_argument("vault", type=Path, help=_("the vault folder (*.careernotes)"))
        _takes_what_every_verb_takes(sub)
        sub.set_defaults(run=run)
        return sub

    verb("create", commands.create, _("make a new vault and show its recovery sheet once"))
    taking = verb("import", commands.take_in, _("take in an interchange file, all of it or nothing"))
    taking.add_argument("file", type=Path, help=_("the file to read"))
    giving = verb("export", commands.give_out, _("write everything as readable text, outside the vault"))
    giving.add_argument("--out", type=Path, required=True, help=_("the file to write; it must not exist"))
    checking = verb("verify", commands.verify, _("open the vault and check every part of it"))
    checking.add_argument(
        "--receipt", metavar="WORDS", help=_("also look up the eight words of a receipt, in quotation marks")
    )
    _safety_verbs(verb)
    _kit_verb(verb)
    _report_verb(verb)
    return parser


def _takes_what_every_verb_takes(sub: argparse.ArgumentParser) -> None:
    # Where it is not said again, what was said before the verb stays.
    _takes_language(sub, default=argparse.SUPPRESS)
    sub.add_argument("--json", action="store_true", help=_("one JSON object per line instead of sentences"))
    sub.add_argument(
        "--passphrase-fd", type=int, metavar="N", help=_("read the passphrase from this file descriptor")
    )


def _takes_language(parser: argparse.ArgumentParser, *, default: str | None = None) -> None:
    parser.add_argument(
        "--language", choices=("en", "nl"), default=default, help=_("language of the messages")
    )


def _kit_verb(verb: Callable[..., argparse.ArgumentParser]) -> None:
    """What a mentor takes over from the programme."""
    taking = verb("kit", kits.kit, _("look at a programme kit, and take it over once you compared it"))
    taking.add_argument("file", type=Path, help=_("the kit (*.cnkit)"))
    taking.add_argument(
        "--compared",
        metavar="CHARACTERS",
        help=_("what your coordinator read to you by phone; takes it over"),
    )


def _report_verb(verb: Callable[..., argparse.ArgumentParser]) -> None:
    """What may leave the vault, by way of the exporter."""
    report = verb("report", reports.report, _("unlock the vault and start careernotes-export on it"))
    report.add_argument(
        "what",
        choices=("contribute", "list", "enrol"),
        help=_("a contribution, your own list, or your enrolment in the programme"),
    )
    report.add_argument("--period", metavar="P", help=_("like 2026, 2026-H1 or 2026-Q3"))
    report.add_argument("--out", type=Path, help=_("where the file or files go; without it: a preview"))
    report.add_argument("--seen", type=Path, metavar="FILE", help=_("report.json of the last report"))
    how = report.add_mutually_exclusive_group()
    how.add_argument("--release", action="store_true", help=_("release the list: once for each period"))
    how.add_argument("--reprint", action="store_true", help=_("write the same files as at the release again"))


def _safety_verbs(verb: Callable[..., argparse.ArgumentParser]) -> None:
    """The verbs that keep a vault from being lost."""
    saving = verb("backup", safety.backup, _("make a backup, open it and compare it"))
    saving.add_argument("--to", type=Path, metavar="FOLDER", help=_("put a copy there too, on a stick say"))
    away = verb("folders", safety.folders, _("say where copies went that is not connected now"))
    which = away.add_mutually_exclusive_group()
    which.add_argument(
        "--gone", type=Path, metavar="FOLDER", help=_("it was destroyed or wiped: name it no more")
    )
    which.add_argument("--there", type=Path, metavar="FOLDER", help=_("it is there after all"))
    verb("drill", safety.drill, _("restore the newest backup for a trial, and compare it"))
    back = verb("restore", safety.restore, _("put a backup in the place of a vault, which is moved aside"))
    back.add_argument("file", type=Path, help=_("the backup (*.cnbak)"))
    anew = verb("rekey", safety.rekey, _("new keys and a new recovery sheet"))
    anew.add_argument(
        "--new-passphrase-fd", type=int, metavar="N", help=_("read a new passphrase from this descriptor")
    )
    anew.add_argument(
        "--drop-backups", action="store_true", help=_("delete the backups that open with the old sheet")
    )
    rescue = verb("salvage", safety.salvage, _("save what can be read of a damaged vault into a new one"))
    rescue.add_argument("--into", type=Path, metavar="FOLDER", help=_("the new vault; it must not exist"))
    for sub in (back, rescue):
        sub.add_argument(
            "--sheet", action="store_true", help=_("what is typed or read is the recovery sheet")
        )


def _run(arguments: argparse.Namespace, console: Console) -> int:
    try:
        return int(arguments.run(arguments, console))
    except WeakPassphraseError:
        raise TypedWeakError from None


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one verb; returns the exit code."""
    close_process()
    set_language(system_language())
    arguments = build_parser().parse_args(argv)
    if arguments.language:
        set_language(arguments.language)
    console = Console(json_lines=arguments.json)
    try:
        return _run(arguments, console)
    except CareerNotesError as error:
        log_failure(error.code)
        console.failure(error.code, error_text(error), error.facts)
        return error.exit_code
    except KeyboardInterrupt:
        console.failure("CN001", _("Stopped at your request."), {})
        return 130
    except Exception as error:  # noqa: BLE001 - the text of a bug may quote a note, so it is never shown
        log_bug(error)
        console.bug(error)
        return BUG_EXIT


if __name__ == "__main__":
    sys.exit(main())
