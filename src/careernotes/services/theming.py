"""Finding a theme while typing: by name, synonym or id, in English and in Dutch at once."""

import unicodedata
from collections.abc import Callable

from careernotes.domain.ids import ThemeId
from careernotes.domain.taxonomy import Taxonomy, Theme

# The lower, the better a theme fits.
_NAME_START, _WORD_START, _INSIDE, _SYNONYM, _DEFINITION = range(5)
_OTHER_LANGUAGE = 10


def suggest_themes(taxonomy: Taxonomy, text: str, *, language: str, limit: int = 8) -> tuple[Theme, ...]:
    """The themes that fit *text* best, best first; with no text the core themes."""
    wanted = fold(text)
    if not wanted:
        return tuple(theme for theme in taxonomy.themes if theme.core)[:limit]
    ranked = [
        (rank, theme) for theme in taxonomy.themes if (rank := _rank(theme, wanted, language)) is not None
    ]
    ranked.sort(key=lambda each: each[0])
    return tuple(theme for _, theme in ranked[:limit])


def theme_finder(taxonomy: Taxonomy, *, language: str) -> Callable[[str], ThemeId | None]:
    """Turns the word behind ``#`` into a theme, when one theme fits better than all others."""

    def find(word: str) -> ThemeId | None:
        if ThemeId(word) in taxonomy.by_id:
            return ThemeId(word)
        wanted = fold(word)
        if not wanted:
            return None
        ranks = sorted(
            (rank, theme.theme_id)
            for theme in taxonomy.themes
            if (rank := _rank(theme, wanted, language)) is not None and rank % _OTHER_LANGUAGE != _DEFINITION
        )
        if not ranks or (len(ranks) > 1 and ranks[0][0] == ranks[1][0]):
            return None
        return ranks[0][1]

    return find


def fold(text: str) -> str:
    """*text* in small letters without accents, dashes and underscores as spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(letters.replace("-", " ").replace("_", " ").split())


def _rank(theme: Theme, wanted: str, language: str) -> int | None:
    other = "nl" if language == "en" else "en"
    ranks = [
        _fit(fold(theme.name.in_language(language)), wanted),
        _plus(_fit(fold(theme.name.in_language(other)), wanted)),
        _SYNONYM if any(_fit(fold(word), wanted) is not None for word in theme.synonyms) else None,
        _DEFINITION if _all_words(fold(theme.definition.in_language(language)), wanted) else None,
    ]
    return min((rank for rank in ranks if rank is not None), default=None)


def _plus(rank: int | None) -> int | None:
    return rank + _OTHER_LANGUAGE if rank is not None else None


def _fit(name: str, wanted: str) -> int | None:
    if name.startswith(wanted):
        return _NAME_START
    if _all_words(name, wanted):
        return _WORD_START
    return _INSIDE if wanted in name else None


def _all_words(name: str, wanted: str) -> bool:
    """Every wanted word begins a word of the name."""
    words = name.split()
    return all(any(word.startswith(part) for word in words) for part in wanted.split())
