"""``key new | show``: the key file of a programme's lead or trustee, and the eight words for it."""

from pathlib import Path

from careernotes.exporter.errors import ShortPassphraseError
from careernotes.exporter.pool_errors import OtherKeyWordsError
from careernotes.exporter.sheets import key_sheet, write_sheet
from careernotes.exporter.speech import Answer
from careernotes.i18n import _
from careernotes.sealing.enrolment_file import spoken
from careernotes.sealing.errors import OutputExistsError
from careernotes.sealing.kdf import KdfProfile
from careernotes.sealing.kit_file import fingerprint
from careernotes.sealing.programme_keys import PublicKeys, Role, create_key_file, read_public

LEAST_CHARACTERS = 12


def new_key(
    out: Path,
    role: Role,
    passphrase: str,
    *,
    profile: KdfProfile,
    sheet: Path | None = None,
    allow_test: bool = False,
) -> Answer:
    """Write a new key file behind *passphrase*; gives the public keys and the words that stand for them, with
    *sheet* also on a page to print.

    Raises:
        ShortPassphraseError, OutputExistsError, CannotWriteError.
    """
    if len(passphrase) < LEAST_CHARACTERS:
        raise ShortPassphraseError(least=LEAST_CHARACTERS)
    if out.exists() or (sheet is not None and sheet.exists()):
        raise OutputExistsError
    public = create_key_file(out, role, passphrase, profile, allow_test=allow_test)
    if sheet is not None:
        write_sheet(sheet, key_sheet(public))
    return _answer(
        public,
        [
            _("The key file has been written. Keep a copy of it and of its passphrase in two safe places."),
            _("Without them nobody can open contributions or sign a kit; nobody can restore them either."),
        ],
    )


def show_key(path: Path, *, words: str = "", sheet: Path | None = None) -> Answer:
    """The words of a key file, which needs no passphrase; with *words*, only when these are the same.

    Raises:
        NotAKeyFileError, CannotReadError, OtherKeyWordsError, OutputExistsError, CannotWriteError.
    """
    public = read_public(path)
    if words:
        check_words(words, spoken(public.sign_key))
    if sheet is not None:
        write_sheet(sheet, key_sheet(public))
    same = [_("The words you typed are those of this key.")] if words else []
    return _answer(public, same)


def check_words(typed: str, *known: str) -> int:
    """Which of *known* was typed; capitals, blanks and commas do not matter.

    Raises:
        OtherKeyWordsError: when it is none of them, naming the first word that is not that of the nearest.
    """
    said = typed.lower().replace(",", " ").split()
    nearest = 0
    for place, words in enumerate(known):
        right = words.split()
        if said == right:
            return place
        same = next((at for at, word in enumerate(right) if said[at : at + 1] != [word]), len(right))
        nearest = max(nearest, same)
    raise OtherKeyWordsError(place=nearest + 1)


def _answer(public: PublicKeys, lines: list[str]) -> Answer:
    words = spoken(public.sign_key)
    return Answer(
        result={
            "kind": "key",
            "role": public.role.value,
            "sign_key": public.sign_key,
            "box_key": public.box_key,
            "fingerprint": fingerprint(public.sign_key),
            "words": words,
        },
        lines=[
            *lines,
            _("Fingerprint: {fingerprint}").format(fingerprint=fingerprint(public.sign_key)),
            _("The same in eight words: {words}").format(words=words),
        ],
    )
