"""``enrol`` and ``enrolled``: whose contributions count. One command a step, eight words to compare."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from careernotes.canonical import Json
from careernotes.domain.reading import on_one_line
from careernotes.exporter.history import open_history
from careernotes.exporter.key_files import check_words
from careernotes.exporter.keys_in import Ask, MentorKeys
from careernotes.exporter.pool_errors import (
    ListMissingError,
    OldEnrolledError,
    OtherKeyWordsError,
    OtherWordsError,
    WordsNotFoundError,
)
from careernotes.exporter.programme import Programme
from careernotes.exporter.roles import check_keeper
from careernotes.exporter.sheets import PAPER, keeper_sheet, mentor_sheet, write_sheet
from careernotes.exporter.speech import Answer
from careernotes.i18n import _
from careernotes.sealing.enrolment_file import (
    LARGEST_ENROLLED,
    LARGEST_ENROLMENT,
    Enrolled,
    enrolled_bytes,
    enrolment_bytes,
    read_enrolled,
    read_enrolment,
    spoken,
)
from careernotes.sealing.keys import programme_sign_seed, wiped
from careernotes.sealing.programme_keys import ProgrammeKeys
from careernotes.sealing.signatures import public_of
from careernotes.sealing.whole_file import read_whole, replace_whole, write_new
from careernotes.vault.bundle import VaultPaths
from careernotes.vault.releases import sign_in_force

_LEAST_WORDS = 3


def enrol(programme: Programme, *, vault: VaultPaths, keys: MentorKeys, out: Path | None) -> Answer:
    """A mentor's enrolment: with *out* the file for lead and trustee, and beside it a sheet with the words.

    Raises:
        LedgerMissingError, OutputExistsError, CannotWriteError.
    """
    programme_id = programme.kit.programme_id
    with (
        open_history(vault.releases, keys.releases) as ledger,
        wiped(sign_in_force(ledger, keys.sign)) as sign,
        wiped(programme_sign_seed(sign, programme_id)) as seed,
    ):
        signer, data = public_of(seed), enrolment_bytes(programme_id, seed)
    if out is not None:
        write_new(out, data)
        write_sheet(out.with_suffix(PAPER), mentor_sheet(programme.kit, signer))
    return Answer(
        result={
            "kind": "enrolment", "written": out is not None, "signer": signer, "words": spoken(signer),
            "programme_id": programme_id,
        },
        lines=[
            _("Your eight words in this programme:"),
            f"  {spoken(signer)}",
            _("Read them by phone to the programme lead and to the trustee. They are no secret."),
            *([_("Send the file to both of them; the sheet beside it is for you.")] if out else []),
        ],
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Request:
    """One file, whose key it asks for, and whether somebody compared the words."""

    file: str
    signer: str
    compared: bool = False


def add_mentors(
    programme: Programme,
    *,
    keys: ProgrammeKeys,
    enrolled: Path,
    requests: Sequence[Path],
    words: str,
    ask: Ask | None = None,
) -> Answer:
    """A keeper's list with the mentors of *requests* on it; with *words*, only when they are those of the one
    request. Without them *ask*, where somebody can be asked, gives what they typed for each file: one whose
    words nobody types is left out. The answer says of each file whether they were compared. Somebody who is
    on the list already makes no new edition.

    Raises:
        NotAnEnrolmentError, OtherWordsError, NotTheEnrolledError, CannotReadError, CannotWriteError.
    """
    before = _mine(programme, keys, enrolled)
    found = [
        _Request(file=path.name, signer=_requested(path, programme.kit.programme_id))
        for path in _files(requests)
    ]
    if words and (len(found) != 1 or spoken(found[0].signer).split() != words.lower().split()):
        raise OtherWordsError
    if words or ask is None:
        answers: list[_Request | None] = [replace(one, compared=bool(words)) for one in found]
    else:
        answers = [_compared(one, ask) for one in found]
    taken = [one for one in answers if one is not None]
    left_out = [one.file for one, answer in zip(found, answers, strict=True) if answer is None]
    signers = {one.signer for one in taken}
    if signers <= set(before.mentors):
        after = before
        _remember(after, keys)
    else:
        after = before.with_mentors(signers)
        _write(after, keys, enrolled)
    return _added(before, after, taken, left_out)


def _compared(request: _Request, ask: Ask) -> _Request | None:
    """The request, once the words typed for it are its own; None when nobody has any, or they stay others.

    The words are not shown before: what is typed must come from the phone. Whoever presses Enter has compared
    nothing, and anybody can have sent the file.
    """
    name = on_one_line(request.file)
    first = _("{file}: type the eight words you hear by phone (Enter alone: leave this file out): ")
    typed = ask(first.format(file=name))
    while typed.strip():
        try:
            check_words(typed, spoken(request.signer))
        except OtherKeyWordsError as error:
            again = _("Word {place} is not that of {file}. Once more (Enter alone: leave this file out): ")
            typed = ask(again.format(file=name, **error.facts))
        else:
            return replace(request, compared=True)
    return None


def _added(before: Enrolled, after: Enrolled, taken: Sequence[_Request], left_out: Sequence[str]) -> Answer:
    """What became of each file, and what is still to be done by phone."""
    lines = [_("Enrolled:")] if taken else []
    files: list[Json] = []
    for one in taken:
        words, new = spoken(one.signer), one.signer not in before.mentors
        files.append({"file": one.file, "words": words, "compared": one.compared, "new": new})
        lines.append(f"  {on_one_line(one.file)}: {words}")
        if not new:
            lines.append("    " + _("Was on the list already."))
        if not one.compared:
            lines.append("    " + _("NOT COMPARED with the words of this mentor."))
    lines += [_("Left out, not compared: {file}").format(file=on_one_line(name)) for name in left_out]
    if not all(one.compared for one in taken):
        lines += [
            "",
            _(
                "Whoever made a file counts from now on, whoever it was. Have each mentor read out eight "
                "words by phone, and add the file once more with --words and what you heard."
            ),
            _(
                "If the words differ, take that mentor off the list: enrolled revoke and the first three "
                "words above."
            ),
        ]
    if after == before:
        lines.append(_("Nothing has been changed."))
    answer = _answer(after, lines)
    return replace(answer, result={**answer.result, "files": files})


def revoke(programme: Programme, *, keys: ProgrammeKeys, enrolled: Path, words: str) -> Answer:
    """The next edition of a keeper's list, without the mentor whose first words these are.

    Raises:
        WordsNotFoundError, NotTheEnrolledError, CannotWriteError.
    """
    before, typed = _mine(programme, keys, enrolled), words.lower().split()
    found = [signer for signer in before.mentors if spoken(signer).split()[: len(typed)] == typed]
    if len(typed) < _LEAST_WORDS or len(found) != 1:
        raise WordsNotFoundError
    after = before.without(found[0])
    _write(after, keys, enrolled)
    return _answer(after, [_("No longer enrolled:"), f"  {spoken(found[0])}"])


def show_enrolled(programme: Programme, *, keys: ProgrammeKeys, enrolled: Path, sheet: Path | None) -> Answer:
    """A keeper's list, and eight words for the whole of it; with *sheet*, also a page to print.

    Raises:
        ListMissingError, NotTheEnrolledError, CannotReadError, OutputExistsError, CannotWriteError.
    """
    found = read_mine(programme, keys, enrolled)
    if sheet is not None:
        write_sheet(sheet, keeper_sheet(programme.kit, found))
    return _answer(found, [_("Enrolled:"), *(f"  {words}" for words in sorted(map(spoken, found.mentors)))])


def read_mine(programme: Programme, keys: ProgrammeKeys, enrolled: Path | None) -> Enrolled:
    """The list of the owner of *keys*, which must be there.

    Raises:
        ListMissingError, NotTheEnrolledError, CannotReadError.
    """
    if enrolled is None or not enrolled.exists():
        raise ListMissingError
    return _mine(programme, keys, enrolled)


def _mine(programme: Programme, keys: ProgrammeKeys, enrolled: Path) -> Enrolled:
    check_keeper(programme, keys)
    role, programme_id = keys.public.role, programme.kit.programme_id
    if enrolled.exists():
        data = read_whole(enrolled, most=LARGEST_ENROLLED)
        found = read_enrolled(data, programme_id=programme_id, role=role, sign_key=keys.public.sign_key)
    else:
        found = Enrolled(programme_id=programme_id, role=role)
    if keys.memory is not None and found.edition < keys.memory.enrolled:
        raise OldEnrolledError(edition=found.edition, newest=keys.memory.enrolled)
    return found


def _write(after: Enrolled, keys: ProgrammeKeys, enrolled: Path) -> None:
    """First the list, then the key: cut short in between, the key never remembers more than there is."""
    replace_whole(enrolled, enrolled_bytes(after, keys.sign_private))
    _remember(after, keys)


def _remember(after: Enrolled, keys: ProgrammeKeys) -> None:
    if keys.memory is not None and keys.memory.enrolled != after.edition:
        keys.remember(replace(keys.memory, enrolled=after.edition))


def _files(requests: Iterable[Path]) -> Iterable[Path]:
    """Each file, and each enrolment in a folder."""
    for path in requests:
        yield from sorted(path.glob("*.cnenrol")) if path.is_dir() else (path,)


def _requested(path: Path, programme_id: str) -> str:
    return read_enrolment(read_whole(path, most=LARGEST_ENROLMENT), programme_id)


def _answer(enrolled: Enrolled, lines: Sequence[str]) -> Answer:
    mentors: list[Json] = [{"signer": signer, "words": spoken(signer)} for signer in enrolled.mentors]
    whole = spoken(enrolled.content_hash())
    return Answer(
        result={
            "kind": "enrolled",
            "edition": enrolled.edition,
            "mentors": mentors,
            "ended": len(enrolled.ended),
            "words": whole,
        },
        lines=[
            *lines,
            "",
            _("On the list: {count}").format(count=len(enrolled.mentors)),
            _("The whole list in eight words; lead and trustee compare them by phone:"),
            f"  {whole}",
        ],
    )
