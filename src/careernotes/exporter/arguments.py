"""The command line of ``careernotes-export``."""

import argparse
from pathlib import Path
from typing import TypeAlias

from careernotes.domain.kit import LEAST_NOISE, MOST_NOISE
from careernotes.i18n import LANGUAGES, _, system_language, translate

EXIT_CODES = """exit codes:
  0  done
  2  wrong use
  3  too few people or mentors for anything to be shown
  4  already released, or these months left another way
  5  a file that is not what it should be
  6  a key or passphrase that does not fit
  7  the disk: cannot read or write
  8  verify: the files hold together, but who made them cannot be told
  70 a bug; only its kind and place are printed
  130 stopped with Ctrl+C"""


def parser() -> argparse.ArgumentParser:
    """The parser of every subcommand."""
    root = argparse.ArgumentParser(
        prog="careernotes-export",
        description=_("Makes anonymised theme reports. Reads coded numbers only, never a note."),
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    root.add_argument("--language", choices=LANGUAGES, default=system_language())
    verbs = root.add_subparsers(dest="verb", required=True, metavar="VERB")
    _add_mentor_verbs(verbs)
    _add_enrolment(verbs)
    _add_together(verbs)
    _add_pool(verbs)
    _add_verify(verbs)
    _add_kit(verbs)
    _add_key(verbs)
    return root


# argparse has no public name for what add_subparsers gives.
Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - see above


def _add_verify(verbs: Verbs) -> None:
    verify = _verb(verbs, "verify", _("check a report file; needs no vault and no key"))
    verify.add_argument("report", type=Path, metavar="REPORT.json")
    verify.add_argument("--kit", type=Path, metavar="FILE", help=_("also check that it belongs to this kit"))
    verify.add_argument(
        "--previous", type=Path, metavar="REPORT.json", help=_("also check that it follows this one")
    )
    verify.add_argument(
        "--certificates", type=Path, metavar="DIR",
        help=_("also replay its certificate from this folder of the trustee; needs --kit"),
    )  # fmt: skip


def _add_key(verbs: Verbs) -> None:
    key = verbs.add_parser("key", help=_("keys of a programme's lead or trustee"))
    steps = key.add_subparsers(dest="step", required=True, metavar="STEP")
    new = _verb(steps, "new", _("make a key file"))
    new.add_argument("--role", choices=("lead", "trustee"), required=True)
    new.add_argument("--out", type=Path, required=True, metavar="FILE.cnkey")
    _add_passphrase(new)
    show_key = _verb(steps, "show", _("the eight words of a key; needs no passphrase"))
    show_key.add_argument("key", type=Path, metavar="FILE.cnkey")
    _add_words(show_key)
    for step in (new, show_key):
        _add_sheet(step)


def _verb(verbs: Verbs, name: str, words: str) -> argparse.ArgumentParser:
    verb = verbs.add_parser(name, help=words, description=words)
    verb.add_argument("--json", action="store_true", help=_("one JSON object a line, for another program"))
    # Before the verb and after it: where it is not said again, what was said before stays.
    verb.add_argument("--language", choices=LANGUAGES, default=argparse.SUPPRESS)
    return verb


def _add_mentor_verbs(verbs: Verbs) -> None:
    for name, words in (
        ("list", _("the theme list of one mentor, from twelve counted people")),
        ("contribute", _("one mentor's share in the programme's report")),
    ):
        verb = _verb(verbs, name, words)
        verb.add_argument("--vault", type=Path, required=True, metavar="DIR")
        verb.add_argument(
            "--keys-stdin", action="store_true", help=_("the vault's keys come as a frame on standard input")
        )
        _add_programme(verb)
        if name == "list":
            _add_release(verb)
        else:
            verb.add_argument("--out", type=Path, metavar="FILE.cncontrib", help=_("without it: a preview"))
            _add_seen(verb)


def _add_seen(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--seen", type=Path, metavar="report.json", help=_("the last report you have seen"))


def _add_enrolment(verbs: Verbs) -> None:
    enrol = _verb(verbs, "enrol", _("a mentor's enrolment in a programme, with eight words to read out"))
    enrol.add_argument("--vault", type=Path, required=True, metavar="DIR")
    enrol.add_argument("--kit", type=Path, required=True, metavar="FILE.cnkit")
    enrol.add_argument(
        "--keys-stdin", action="store_true", help=_("the vault's keys come as a frame on standard input")
    )
    enrol.add_argument("--out", type=Path, metavar="FILE.cnenrol", help=_("without it: only the words"))
    enrolled = verbs.add_parser("enrolled", help=_("your list of mentors; for the lead and for the trustee"))
    steps = enrolled.add_subparsers(dest="step", required=True, metavar="STEP")
    add = _verb(steps, "add", _("put mentors on your list"))
    add.add_argument("requests", type=Path, nargs="+", metavar="FILE.cnenrol")
    add.add_argument(
        "--words", default="", help=_("the eight words you heard by phone; without them a terminal asks")
    )
    end = _verb(steps, "revoke", _("take a mentor off your list"))
    end.add_argument("words", metavar="WORDS", help=_("the first words of the mentor, three at least"))
    show = _verb(steps, "show", _("your list, and eight words for the whole of it"))
    _add_sheet(show)
    for step in (add, end, show):
        _add_keeper(step)
        step.add_argument("--kit", type=Path, required=True, metavar="FILE.cnkit")
        step.add_argument("--list", type=Path, required=True, metavar="FILE.cnmentors")


def _add_keeper(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--key", type=Path, required=True, metavar="FILE.cnkey")
    _add_passphrase(verb)


def _add_together(verbs: Verbs) -> None:
    collect = _verb(verbs, "collect", _("which halves you have, as a list for the other person"))
    collect.add_argument("--out", type=Path, metavar="FILE.cnlist", help=_("without it: a preview"))
    total = _verb(verbs, "sum", _("the lead's sum over what both have, sealed to the trustee"))
    total.add_argument(
        "--list", type=Path, metavar="FILE.cnlist", help=_("the list of the trustee; required but to reprint")
    )
    total.add_argument("--ledger", type=Path, required=True, metavar="DIR")
    total.add_argument("--out", type=Path, metavar="FILE.cnsum", help=_("without it: a preview"))
    total.add_argument("--reprint", action="store_true", help=_("write the sum of this period once more"))
    _add_seen(total)
    for verb in (collect, total):
        _add_keeper(verb)
        _add_inbox(verb, _("your list of mentors; required"))
        _add_programme(verb)


def _add_inbox(verb: argparse.ArgumentParser, enrolled: str) -> None:
    verb.add_argument("--inbox", type=Path, required=True, metavar="DIR")
    verb.add_argument("--enrolled", type=Path, metavar="FILE.cnmentors", help=enrolled)


def _add_pool(verbs: Verbs) -> None:
    verb = _verb(verbs, "pool", _("the programme's report from many contributions; for the trustee"))
    _add_keeper(verb)
    _add_inbox(verb, _("your list of mentors; required with a kit for two"))
    verb.add_argument(
        "--sum", type=Path, metavar="FILE.cnsum", help=_("the sum of the lead; required with a kit for two")
    )
    verb.add_argument("--ledger", type=Path, required=True, metavar="DIR")
    _add_programme(verb)
    _add_release(verb)


def _add_kit(verbs: Verbs) -> None:
    kit = verbs.add_parser("kit", help=_("programme kits"))
    steps = kit.add_subparsers(dest="step", required=True, metavar="STEP")
    new = _verb(steps, "new", _("write a filled-in description to change and sign"))
    new.add_argument("--out", type=Path, required=True, metavar="FILE.toml")
    new.add_argument(
        "--noise-scale", type=int, metavar="N", choices=range(LEAST_NOISE, MOST_NOISE + 1),
        help=_("reports with noise of this scale instead of rounding; for large programmes"),
    )  # fmt: skip
    sign = _verb(steps, "sign", _("make a signed kit from a description"))
    sign.add_argument("description", type=Path, metavar="FILE.toml")
    sign.add_argument("--key", type=Path, required=True, metavar="lead.cnkey")
    sign.add_argument(
        "--trustee", type=Path, required=True, metavar="trustee.cnkey", help=_("its public part is enough")
    )
    sign.add_argument("--out", type=Path, required=True, metavar="FILE.cnkit")
    _add_passphrase(sign)
    show = _verb(steps, "show", _("everything in a kit, and the fingerprints to compare by phone"))
    show.add_argument("kit", type=Path, metavar="FILE.cnkit")
    _add_words(show)
    _add_sheet(show)


def _add_words(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--words", default="", help=_("eight words you read or heard: are they the same?"))


def _add_sheet(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--sheet", type=Path, metavar="FILE.pdf", help=_("also write a page to print (FILE.txt: as text)")
    )


def _add_programme(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--kit", type=Path, required=True, metavar="FILE.cnkit")
    verb.add_argument("--period", required=True, metavar="P", help=_("like 2026, 2026-H1 or 2026-Q3"))


def _add_release(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--out", type=Path, metavar="DIR", help=_("where the files go; without it: a preview"))
    verb.add_argument(
        "--allies", action="append", default=[], metavar="PEOPLE",
        help=_("people assumed on the reader's side, like finance/2025-H1:2+2026-H1:1; may be given often"),
    )  # fmt: skip
    how = verb.add_mutually_exclusive_group()
    how.add_argument("--release", action="store_true", help=_("enter it in the release ledger and write it"))
    how.add_argument("--reprint", action="store_true", help=_("write the same files as at the release again"))


def _add_passphrase(verb: argparse.ArgumentParser) -> None:
    how = verb.add_mutually_exclusive_group()
    how.add_argument(
        "--keys-stdin", action="store_true", help=_("the passphrase comes as a frame on standard input")
    )
    how.add_argument(
        "--passphrase-fd", type=int, metavar="N", help=_("read the passphrase from an open descriptor")
    )


def usage_problem(arguments: argparse.Namespace) -> str:
    """What is wrong with options that argparse cannot check; empty when nothing is."""
    released = getattr(arguments, "release", False) or getattr(arguments, "reprint", False)
    if arguments.verb in {"list", "pool"} and released != (arguments.out is not None):
        return translate("--out goes with --release or --reprint, and they with it.")
    if arguments.verb == "sum" and arguments.reprint == (arguments.list is not None):
        return translate("A sum needs the list of the trustee, or --reprint.")
    if arguments.verb == "sum" and arguments.reprint and arguments.out is None:
        return translate("--reprint needs --out.")
    return ""
