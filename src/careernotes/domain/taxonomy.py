"""The shared list of themes: what may be coded, how delicate it is, and how it is grouped."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from careernotes.domain.ids import GroupId, ThemeId
from careernotes.domain.reading import MalformedError, Reader
from careernotes.domain.vocabulary import GoalKind
from careernotes.domain.words import Bilingual


class Sensitivity(enum.IntEnum):
    """How much harm it would do if somebody guessed whose theme it was."""

    GENERAL = 1
    GUARDED = 2
    SENSITIVE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeGroup:
    """A group of themes with the one sentence an organisation can act on."""

    number: int
    group_id: GroupId
    name: Bilingual
    lever: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One theme. ``number`` is permanent: it is what themes.db and contributions hold."""

    number: int
    theme_id: ThemeId
    group_id: GroupId
    sensitivity: Sensitivity
    core: bool
    name: Bilingual
    definition: Bilingual
    synonyms: tuple[str, ...] = ()

    @property
    def needs_agreement(self) -> bool:
        """Whether the mentee must agree each time before it is stored at all."""
        return self.sensitivity is Sensitivity.SENSITIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfusablePair:
    """Two themes people mix up, and the rule that tells them apart."""

    first: ThemeId
    second: ThemeId
    rule: Bilingual


@dataclass(frozen=True, kw_only=True)
class Taxonomy:
    """All themes of one version, in their published order."""

    taxonomy_id: str
    version: str
    groups: tuple[ThemeGroup, ...]
    themes: tuple[Theme, ...]
    confusable: tuple[ConfusablePair, ...]
    suggested: Mapping[GoalKind, tuple[ThemeId, ...]] = field(default_factory=dict, hash=False)
    """What often comes up with somebody who has a goal of that kind: only for the order in a picker."""
    most_per_session: int = 5
    most_counted: int = 4

    @cached_property
    def by_id(self) -> dict[ThemeId, Theme]:
        """Themes by id."""
        return {theme.theme_id: theme for theme in self.themes}

    @cached_property
    def by_number(self) -> dict[int, Theme]:
        """Themes by permanent number."""
        return {theme.number: theme for theme in self.themes}

    @cached_property
    def group_by_id(self) -> dict[GroupId, ThemeGroup]:
        """Groups by id."""
        return {group.group_id: group for group in self.groups}

    def in_group(self, group_id: GroupId) -> tuple[Theme, ...]:
        """The themes of one group, in order."""
        return tuple(theme for theme in self.themes if theme.group_id == group_id)

    def pairs_of(self, theme_id: ThemeId) -> tuple[ConfusablePair, ...]:
        """The pairs in which a theme is easily mistaken for another."""
        return tuple(pair for pair in self.confusable if theme_id in (pair.first, pair.second))


def read_taxonomy(value: object) -> Taxonomy:
    """The taxonomy in one JSON value.

    Raises:
        MalformedError: when a field is missing or wrong, a number or id comes twice, or a theme has no group.
    """
    root = Reader(value, printable=True)
    head = root.inner("taxonomy")
    groups = tuple(_read_group(item) for item in root.objects("groups"))
    themes = tuple(_read_theme(item) for item in root.objects("themes"))
    _refuse_twice("groups", [group.number for group in groups], [group.group_id for group in groups])
    _refuse_twice("themes", [theme.number for theme in themes], [theme.theme_id for theme in themes])
    known = {group.group_id for group in groups}
    if any(theme.group_id not in known for theme in themes):
        raise MalformedError("themes", "every theme in a known group")
    return Taxonomy(
        taxonomy_id=head.text("id", longest=40),
        version=head.text("version", longest=20),
        groups=groups,
        themes=themes,
        confusable=tuple(
            ConfusablePair(
                first=ThemeId(item.text("a")), second=ThemeId(item.text("b")), rule=item.words("rule_")
            )
            for item in root.objects("confusable", optional=True)
        ),
        suggested=_read_suggested(root),
        most_per_session=head.integer("max_themes_per_session", low=1, high=5, default=5),
        most_counted=head.integer("max_counted_themes_per_mentee_per_period", low=1, high=4, default=4),
    )


def _read_suggested(root: Reader) -> Mapping[GoalKind, tuple[ThemeId, ...]]:
    """Kinds of goals and their themes are lists of their own: only this ties them together."""
    if not root.has("suggest_for_goal_kind"):
        return {}
    by_kind = root.inner("suggest_for_goal_kind")
    return {
        kind: tuple(map(ThemeId, by_kind.texts(kind.value, optional=True)))
        for kind in GoalKind
        if by_kind.has(kind.value)
    }


def _read_group(item: Reader) -> ThemeGroup:
    return ThemeGroup(
        number=item.integer("number", low=1, high=99),
        group_id=GroupId(item.text("id", longest=20)),
        name=item.title(),
        lever=item.words("org_lever_"),
    )


def _read_theme(item: Reader) -> Theme:
    return Theme(
        number=item.integer("number", low=1, high=999),
        theme_id=ThemeId(item.text("id", longest=60)),
        group_id=GroupId(item.text("group", longest=20)),
        sensitivity=Sensitivity(item.integer("sensitivity", low=1, high=3)),
        core=item.flag("core", default=False),
        name=item.title(),
        definition=item.words("def_"),
        synonyms=item.texts("synonyms", optional=True),
    )


def _refuse_twice(place: str, *columns: list[int] | list[GroupId] | list[ThemeId]) -> None:
    for column in columns:
        if len(set(column)) != len(column):
            raise MalformedError(place, "no number or id twice")
