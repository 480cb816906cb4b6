"""How well a few typed letters fit a name: beginnings first, then letters in order, accents do not count."""

import unicodedata
from collections.abc import Iterable

_WHOLE, _START, _WORD, _INSIDE, _INITIALS, _SCATTERED = 600, 500, 400, 300, 200, 100
_LEAST_SCATTERED = 3


def plain(text: str) -> str:
    """*text* without accents and capitals, and with single blanks."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(each for each in apart if not unicodedata.combining(each)).split())


def fit(typed: str, text: str) -> int:
    """How well *typed* fits *text*; 0 when it does not. The same name with fewer letters fits better."""
    wanted, there = plain(typed), plain(text)
    if not wanted or not there:
        return 0
    found = _kind(wanted, there)
    return max(found - min(len(there) - len(wanted), _SCATTERED - 1), 1) if found else 0


def best_fit(typed: str, texts: Iterable[str]) -> int:
    """The best of several names for the same thing."""
    return max((fit(typed, text) for text in texts), default=0)


def _kind(wanted: str, there: str) -> int:
    if wanted == there:
        return _WHOLE
    if there.startswith(wanted):
        return _START
    if f" {wanted}" in there or _words_begin(wanted.split(), there.split()):
        return _WORD
    if wanted in there:
        return _INSIDE
    if "".join(word[0] for word in there.split()).startswith(wanted.replace(" ", "")):
        return _INITIALS
    letters = wanted.replace(" ", "")
    return _SCATTERED if len(letters) >= _LEAST_SCATTERED and _in_order(letters, there) else 0


def _words_begin(wanted: list[str], there: list[str]) -> bool:
    """Whether each word typed begins a word of the name, in any order."""
    return all(any(word.startswith(each) for word in there) for each in wanted)


def _in_order(letters: str, there: str) -> bool:
    """Letters in their order, the first at the beginning of a word: otherwise almost anything fits."""
    rest = iter(there)
    begins = any(word.startswith(letters[0]) for word in there.split())
    return begins and all(letter in rest for letter in letters)
