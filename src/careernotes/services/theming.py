"""Finding a theme while typing, or by the word behind ``#``: names, synonyms and groups in both languages."""

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from careernotes.assets import read_json
from careernotes.domain.ids import ThemeId
from careernotes.domain.reading import Reader
from careernotes.domain.taxonomy import Taxonomy, Theme

# The lower, the better a theme fits; one more when a later word of the name fits instead of its start.
_NAME, _SYNONYM, _GROUP, _NO_MATCH = 0, 2, 6, 99


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeMatch:
    """One theme that fits what was typed; ``because`` is the synonym that matched, if no name did."""

    theme: Theme
    because: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One thing a theme is called, folded, and how good a match on it is."""

    folded: str
    words: tuple[str, ...]
    rank: int
    shown: str


class ThemeFinder:
    """Finds themes while a mentor types."""

    def __init__(self, taxonomy: Taxonomy, synonyms: Mapping[str, Sequence[str]]) -> None:
        self._taxonomy = taxonomy
        self._entries = {
            theme.theme_id: _entries(theme, taxonomy, (*theme.synonyms, *synonyms.get(theme.theme_id, ())))
            for theme in taxonomy.themes
        }

    def find(
        self, typed: str, *, language: str, without: Collection[ThemeId] = (), first: Sequence[ThemeId] = ()
    ) -> tuple[ThemeMatch, ...]:
        """The themes that fit *typed*, best first; for nothing typed all, *first* and the core ones ahead."""
        tokens = _fold(typed).split()
        rows: list[tuple[tuple[int, int, int], ThemeMatch]] = []
        for theme in self._taxonomy.themes:
            if theme.theme_id in without:
                continue
            ahead = first.index(theme.theme_id) if theme.theme_id in first else len(first) + (not theme.core)
            if not tokens:
                rows.append(((0, ahead, theme.number), ThemeMatch(theme=theme)))
                continue
            rank, because = self._rank(theme, tokens, language)
            if rank < _NO_MATCH:
                rows.append(((rank, ahead, theme.number), ThemeMatch(theme=theme, because=because)))
        return tuple(match for _key, match in sorted(rows, key=lambda row: row[0]))

    def the_one(self, word: str) -> ThemeId | None:
        """The theme meant by *word*: an id, or what one theme is called better than all others."""
        if ThemeId(word) in self._taxonomy.by_id:
            return ThemeId(word)
        tokens = _fold(word).split()
        if not tokens:
            return None
        ranks = sorted((self._rank(theme, tokens, "")[0], theme.theme_id) for theme in self._taxonomy.themes)
        best, after = ranks[0], min((rank for rank, _theme in ranks[1:]), default=_NO_MATCH)
        return best[1] if best[0] < min(_GROUP, after) else None

    def _rank(self, theme: Theme, tokens: Sequence[str], language: str) -> tuple[int, str]:
        """The worst of the best ranks of all words typed: every word has to fit somewhere."""
        worst, because = 0, ""
        for position, token in enumerate(tokens):
            best, shown = _NO_MATCH, ""
            for entry in self._entries[theme.theme_id]:
                rank = _entry_rank(entry, token, at_start=position == 0)
                if rank < best:
                    best, shown = rank, entry.shown
            if best == _NO_MATCH:
                return _NO_MATCH, ""
            if best > worst:
                worst, because = best, shown
        names = (theme.name.in_language(language), *self._group_names(theme))
        return worst, "" if because in names else because

    def _group_names(self, theme: Theme) -> tuple[str, str]:
        """A whole group fits for the same reason: saying it on every line says nothing."""
        name = self._taxonomy.group_by_id[theme.group_id].name
        return name.en, name.nl


def _entry_rank(entry: _Entry, token: str, *, at_start: bool) -> int:
    if at_start and entry.folded.startswith(token):
        return entry.rank
    return entry.rank + 1 if any(word.startswith(token) for word in entry.words) else _NO_MATCH


def _entries(theme: Theme, taxonomy: Taxonomy, synonyms: Sequence[str]) -> tuple[_Entry, ...]:
    group = taxonomy.group_by_id[theme.group_id].name
    ranked = [
        (theme.name.en, _NAME),
        (theme.name.nl, _NAME),
        *((word, _SYNONYM) for word in synonyms),
        (group.en, _GROUP),
        (group.nl, _GROUP),
    ]
    return tuple(_Entry(_fold(text), tuple(_fold(text).split()), rank, text) for text, rank in ranked)


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(
        char if char.isalnum() else " " for char in plain if not unicodedata.combining(char)
    ).strip()


def theme_finder(taxonomy: Taxonomy) -> ThemeFinder:
    """A finder over *taxonomy* that knows the synonyms that come with the program."""
    return ThemeFinder(taxonomy, shipped_synonyms())


@cache
def shipped_synonyms() -> Mapping[str, tuple[str, ...]]:
    """The other words people use for each theme, English and Dutch together."""
    root = Reader(read_json("taxonomy", "synonyms-1.json"))
    return {
        item.text("theme"): (*item.texts("en"), *item.texts("nl", optional=True))
        for item in root.objects("synonyms")
    }
