"""Making a passphrase that is easy to type, and judging one somebody made."""

import re
import secrets
from dataclasses import dataclass
from functools import cache

from careernotes.assets import read_text
from careernotes.errors import DamagedResourceError
from careernotes.i18n import _

LIST_WORDS = 7776
ENOUGH_WORDS = 5
_ENOUGH_SCORE = 4
# zxcvbn takes longer than linear time; what comes after this many characters can only add strength.
_JUDGED = 64
_LONGEST = 1024
# What somebody who knows what this protects would try first.
_TRIED_FIRST = [
    "career",
    "notes",
    "careernotes",
    "mentor",
    "mentee",
    "mentoring",
    "vault",
    "passphrase",
    "kluis",
]


@dataclass(frozen=True, slots=True)
class Strength:
    """How hard a passphrase is to guess: 0 to 4, whether it will do, and one sentence of advice."""

    score: int
    accepted: bool
    advice: str


@cache
def words() -> tuple[str, ...]:
    """The 7,776 words of the EFF large list."""
    found = tuple(read_text("words", "eff-large.txt").split())
    if len(set(found)) != LIST_WORDS:
        raise DamagedResourceError(name="words/eff-large.txt")
    return found


@cache
def offered_words() -> tuple[str, ...]:
    """The words of the list that passphrases are made with: without those nobody should have to type daily.

    Which and why: resources/words/README.md.
    """
    left_out = frozenset(read_text("words", "not-offered.txt").split())
    return tuple(word for word in words() if word not in left_out)


@cache
def _word_set() -> frozenset[str]:
    return frozenset(words())


def generate_passphrase(count: int = ENOUGH_WORDS) -> str:
    """*count* words drawn by the operating system's random source, at least five, with spaces between."""
    return " ".join(secrets.choice(offered_words()) for _each in range(max(count, ENOUGH_WORDS)))


def list_words_in(text: str) -> int:
    """How many different words of the list *text* holds, as whole words."""
    parts = re.split(r"[\s_.,;:/+]+", text[:_LONGEST].casefold())
    known = {part for part in parts if part in _word_set()}
    known |= {
        piece for part in parts if part not in known for piece in part.split("-") if piece in _word_set()
    }
    return len(known)


def strength(passphrase: str) -> Strength:
    """How strong *passphrase* is. Five words of the list will do, or the best score."""
    if not passphrase:
        return Strength(score=0, accepted=False, advice=_("Type a passphrase, or take the one offered."))
    score = _score(passphrase)
    if list_words_in(passphrase) >= ENOUGH_WORDS:
        return Strength(score=4, accepted=True, advice=_("Strong: five random words are hard to guess."))
    if score >= _ENOUGH_SCORE:
        return Strength(score=score, accepted=True, advice=_("Strong."))
    return Strength(score=score, accepted=False, advice=_advice(passphrase, score))


def _score(passphrase: str) -> int:
    """The lower score of the words with and without spaces, each word once.

    zxcvbn takes the same word five times for five words, and a space for something nobody would guess.
    """
    # Its lists of words take 12 MiB, which a window that only unlocks has no use for.
    from zxcvbn import zxcvbn  # noqa: PLC0415  see above

    # Lone surrogates cannot be typed, but can be pasted; they must not stop the judging.
    typed = passphrase[:_JUDGED].encode("utf-8", "replace").decode("utf-8")
    words_once = list(dict.fromkeys(typed.split()))
    forms = {" ".join(words_once), "".join(words_once)} - {""}
    return min((int(zxcvbn(form, user_inputs=_TRIED_FIRST)["score"]) for form in forms), default=0)


def _advice(passphrase: str, score: int) -> str:
    if len(passphrase) < 12:
        return _("Too short to be safe. Five words that have nothing to do with each other are best.")
    if score >= 3:
        return _("Nearly. Add one more word that has nothing to do with the others.")
    return _("Too easy to guess. Use words that do not belong together: no names, dates or phrases.")
