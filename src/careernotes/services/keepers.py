"""What lead and trustee do together before a pool is opened: keys, kit, list of mentors, halves, the sum.

Every step runs in the exporter's own process, which refuses in its own words. Needs no vault.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from careernotes.domain.periods import Period
from careernotes.domain.reading import MalformedError, Reader
from careernotes.i18n import language
from careernotes.services.exporter_events import ExporterRefusedError, ExporterSilentError, InboxFound
from careernotes.services.exporter_process import ExporterResult, run_exporter
from careernotes.services.keeper_calls import with_passphrase
from careernotes.services.keeper_folder import KeeperFolder
from careernotes.services.work import Work

_NO_LIST_YET = "CN488"
_MOST = 10_000_000
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class KitShown:
    """What two people compare of a kit: its name, and eight words each for the kit and the two keys."""

    title: str
    kit: str
    lead: str
    trustee: str
    same: str = ""
    """Which of the three the words were that somebody typed; empty when none were."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorList:
    """A keeper's list: eight words for each mentor, and eight for the whole."""

    edition: int = 0
    mentors: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeper:
    """Whose folder it is, and the passphrase of the key in it."""

    folder: KeeperFolder
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SumFiles:
    """What a sum is made of: the trustee's list, and the file of the last report where there was one."""

    theirs: Path
    seen: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SumShown:
    """What a sum is over, or would be."""

    counted: int
    written: bool
    inbox: InboxFound | None


def make_key(keeper: Keeper, work: Work | None = None) -> str:
    """Write a new key file into the folder; gives the eight words that stand for it.

    Raises:
        CareerNotesError: with the exporter's own code and sentences; so do all the others.
    """
    folder = keeper.folder
    given = ["key", "new", "--role", folder.role.value, "--out", str(folder.key)]
    return _read(with_passphrase(given, keeper.passphrase, work, folder.path), _words)


def show_key(
    folder: KeeperFolder, work: Work | None = None, *, typed: str = "", sheet: Path | None = None
) -> str:
    """The eight words of the key in the folder, when *typed* are the same; with *sheet* also as a page."""
    given = ["key", "show", str(folder.key), *_compared(typed), *_option("--sheet", sheet)]
    return _read(_plainly(given, work, sheet), _words)


def example_kit(path: Path, work: Work | None = None) -> None:
    """Write a filled-in description of a programme, to be changed and signed."""
    _plainly(["kit", "new", "--out", str(path)], work, path)


def sign_kit(keeper: Keeper, description: Path, trustee: Path, work: Work | None = None) -> KitShown:
    """Sign a kit for the trustee with this key file, and put it into the folder."""
    folder = keeper.folder
    given = ["kit", "sign", str(description), "--key", str(folder.key), "--trustee", str(trustee)]
    return _read(
        with_passphrase([*given, "--out", str(folder.kit)], keeper.passphrase, work, folder.path), _kit
    )


def show_kit(
    folder: KeeperFolder, work: Work | None = None, *, typed: str = "", sheet: Path | None = None
) -> KitShown:
    """What there is to compare of the kit in the folder, when *typed* are words of it; with *sheet* also as a
    page.
    """
    given = ["kit", "show", str(folder.kit), *_compared(typed), *_option("--sheet", sheet)]
    return _read(_plainly(given, work, sheet), _kit)


def read_list(keeper: Keeper, work: Work | None = None) -> MentorList:
    """The keeper's list of mentors; an empty one where there is none yet."""
    try:
        return _listed(keeper, "show", [], work)
    except ExporterRefusedError as refused:
        if refused.code != _NO_LIST_YET:
            raise
        return MentorList()


def print_list(keeper: Keeper, sheet: Path, work: Work | None = None) -> MentorList:
    """The same, also as a page to print."""
    return _listed(keeper, "show", ["--sheet", str(sheet)], work)


def enrol(keeper: Keeper, request: Path, words: str, work: Work | None = None) -> MentorList:
    """Put one mentor on the list, whose eight words were heard to be *words*."""
    return _listed(keeper, "add", [str(request), "--words", _spelled(words)], work)


def take_off(keeper: Keeper, words: str, work: Work | None = None) -> MentorList:
    """Take the mentor off the list whose first words these are."""
    return _listed(keeper, "revoke", [_spelled(words)], work)


def collect(keeper: Keeper, period: Period, work: Work | None = None) -> InboxFound:
    """What is in the folder of the halves for one period, and why the rest does not count."""
    done = with_passphrase(["collect", *_halves(keeper.folder, period)], keeper.passphrase, work, None)
    if done.inbox is None:
        raise ExporterSilentError
    return done.inbox


def compare(keeper: Keeper, period: Period, files: SumFiles, work: Work | None = None) -> SumShown:
    """What a sum would be over: whose halves both keepers have. Nothing is written."""
    return _sum(keeper, period, ["--list", str(files.theirs), *_option("--seen", files.seen)], work, None)


def write_sum(
    keeper: Keeper, period: Period, files: SumFiles, out: Path, work: Work | None = None
) -> SumShown:
    """Write the sum, sealed to the trustee, to *out*. There is one for each period."""
    given = ["--list", str(files.theirs), *_option("--seen", files.seen), "--out", str(out)]
    return _sum(keeper, period, given, work, out)


def reprint_sum(keeper: Keeper, period: Period, out: Path, work: Work | None = None) -> SumShown:
    """Write the sum of a period once more."""
    return _sum(keeper, period, ["--reprint", "--out", str(out)], work, out)


def _sum(keeper: Keeper, period: Period, more: list[str], work: Work | None, out: Path | None) -> SumShown:
    given = ["sum", *_halves(keeper.folder, period), "--ledger", str(keeper.folder.ledger), *more]
    done = with_passphrase(given, keeper.passphrase, work, out.parent if out is not None else None)
    counted = _read(done, lambda root: root.integer("counted", low=0, high=_MOST))
    return SumShown(counted=counted, written=_read(done, lambda root: root.flag("written")), inbox=done.inbox)


def _halves(folder: KeeperFolder, period: Period) -> list[str]:
    return [
        "--kit", str(folder.kit), "--key", str(folder.key), "--inbox", str(folder.inbox),
        "--enrolled", str(folder.mentors), "--period", str(period),
    ]  # fmt: skip


def _listed(keeper: Keeper, step: str, more: list[str], work: Work | None) -> MentorList:
    folder = keeper.folder
    given = ["--key", str(folder.key), "--kit", str(folder.kit), "--list", str(folder.mentors), *more]
    return _read(with_passphrase(["enrolled", step, *given], keeper.passphrase, work, folder.path), _list)


def _plainly(given: list[str], work: Work | None, out: Path | None) -> ExporterResult:
    folder = out.parent if out is not None else None
    return run_exporter(given, frame=None, work=work or Work.silent(), out_folder=folder)


def _option(name: str, value: Path | None) -> list[str]:
    return [name, str(value)] if value is not None else []


def _compared(typed: str) -> list[str]:
    return ["--words", _spelled(typed)] if typed else []


def _spelled(words: str) -> str:
    """What was typed, with nothing in it that could be taken for an option or for no words at all."""
    return " ".join(word.lstrip("-") for word in words.split()).strip() or "?"


def _read(done: ExporterResult, read: Callable[[Reader], T]) -> T:
    try:
        return read(Reader(done.result))
    except MalformedError:
        raise ExporterSilentError from None


def _words(root: Reader) -> str:
    return root.text("words", longest=200)


def _kit(root: Reader) -> KitShown:
    words = root.inner("words")
    return KitShown(
        title=root.inner("kit").inner("title").text(language(), longest=2000),
        kit=words.text("kit", longest=200),
        lead=words.text("lead", longest=200),
        trustee=words.text("trustee", longest=200),
        same=root.text("same", default="", longest=20),
    )


def _list(root: Reader) -> MentorList:
    return MentorList(
        edition=root.integer("edition", low=0, high=_MOST),
        mentors=tuple(each.text("words", longest=200) for each in root.objects("mentors")),
        words=_words(root),
    )
