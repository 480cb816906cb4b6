"""The words around a note: its head, its actions, its themes."""

import datetime as dt
from collections.abc import Sequence

from careernotes.domain.ids import ThemeId
from careernotes.domain.taxonomy import ConfusablePair, Taxonomy
from careernotes.domain.vocabulary import CheckResult, Side
from careernotes.gui.controllers.session_page import SessionPage
from careernotes.gui.models.rows import Row, Tag
from careernotes.gui.models.wording import how_long_ago, long_day, short_day, word
from careernotes.gui.views.session_themes import ThemeRow
from careernotes.gui.views.theme_picker import MatchRow
from careernotes.i18n import _, language, ngettext
from careernotes.services.drafts import DraftAction, DraftGoal, DraftRating, DraftTheme
from careernotes.services.theming import ThemeMatch

DOT = "  ·  "
GOAL_KEY = "goal-"
"""Begins the key of a goal among the actions."""
_CHIP_KINDS = {
    CheckResult.CLEAR: "calm",
    CheckResult.WITH_WARNINGS: "warning",
    CheckResult.MISSING: "warning",
}


def head_chip(page: SessionPage) -> Tag:
    """How the check before this session went."""
    return Tag(text=word(page.check), kind=_CHIP_KINDS.get(page.check, "danger"))


def subtitle(page: SessionPage) -> str:
    """The goal and what is still open from before, in one line."""
    parts = [long_day(page.draft.held_on)]
    if page.goal:
        parts.append(_("goal: {goal}").format(goal=page.goal))
    if page.open_actions:
        count = len(page.open_actions)
        open_words = ngettext("{count} open action from before", "{count} open actions from before", count)
        parts.append(open_words.format(count=count))
    return DOT.join(parts)


def understood_day(day: dt.date, *, today: dt.date) -> str:
    """How a typed day was understood: its weekday and how far away it is."""
    return f"{long_day(day).split(' ', 1)[0]}, {how_long_ago(day, today=today)}"


def action_rows(actions: Sequence[DraftAction], *, alias: str, today: dt.date) -> list[Row]:
    """The actions of this session; the key is the place in the list."""
    return [
        Row(
            key=str(position),
            title=action.text,
            detail=DOT.join(
                part
                for part in (
                    word(Side.MENTOR) if action.owner is Side.MENTOR else alias,
                    short_day(action.due_on, today=today) if action.due_on is not None else "",
                )
                if part
            ),
            own_title=True,
        )
        for position, action in enumerate(actions)
    ]


def goal_rows(goals: Sequence[DraftGoal], *, today: dt.date) -> list[Row]:
    """The goals that came up in this session; the key is the place in their list."""
    return [
        Row(
            key=f"{GOAL_KEY}{position}",
            mark=_("Goal"),
            title=goal.statement,
            detail=short_day(goal.target_on, today=today) if goal.target_on is not None else "",
            own_title=True,
        )
        for position, goal in enumerate(goals)
    ]


def theme_rows(themes: Sequence[DraftTheme], taxonomy: Taxonomy) -> list[ThemeRow]:
    """The coded themes; one the taxonomy no longer has is shown by its id."""
    return [
        ThemeRow(key=theme.theme_id, name=theme_name(taxonomy, theme.theme_id), main=theme.primary)
        for theme in themes
    ]


def theme_name(taxonomy: Taxonomy, theme_id: ThemeId) -> str:
    """The name of one theme in the language in force."""
    known = taxonomy.by_id.get(theme_id)
    return known.name.in_language(language()) if known is not None else theme_id


def match_rows(
    matches: Sequence[ThemeMatch], taxonomy: Taxonomy, coded: Sequence[DraftTheme] = ()
) -> list[MatchRow]:
    """What fits, with its group, the word that matched when it is not in the name, and what to hold it
    against: one that is coded already, or fits as well, before any other.
    """
    rows: list[MatchRow] = []
    there = [*(theme.theme_id for theme in coded), *(match.theme.theme_id for match in matches)]
    for match in matches:
        remarks = [f"“{match.because}”"] if match.because else []
        if match.theme.needs_agreement:
            remarks.append(_("asks first"))
        remarks.append(taxonomy.group_by_id[match.theme.group_id].name.in_language(language()))
        name = match.theme.name.in_language(language())
        key = match.theme.theme_id
        rule = _rule_of(taxonomy, key, there)
        rows.append(MatchRow(key=key, name=name, remark="  ".join(remarks), rule=rule))
    return rows


def rule_words(taxonomy: Taxonomy, theme_id: ThemeId, coded: Sequence[DraftTheme]) -> str:
    """How to tell the theme just added from the one most easily mistaken for it; a coded one first."""
    return _rule_of(taxonomy, theme_id, [theme.theme_id for theme in coded])


def _rule_of(taxonomy: Taxonomy, theme_id: ThemeId, there: Sequence[ThemeId]) -> str:
    def place(pair: ConfusablePair) -> int:
        other = pair.second if pair.first == theme_id else pair.first
        return there.index(other) if other in there else len(there)

    pair = min(taxonomy.pairs_of(theme_id), key=place, default=None)
    if pair is None:
        return ""
    names = f"{theme_name(taxonomy, pair.first)} / {theme_name(taxonomy, pair.second)}"
    return _("Easily mixed up: {names}. {rule}").format(names=names, rule=pair.rule.in_language(language()))


def rating_words(rated: DraftRating, own: DraftRating, *, cleared: bool = False) -> str:
    """Whether the quarter's question was asked already."""
    if own.given:
        return _("Noted. It counts once for this quarter.")
    if cleared:
        return _("Cleared. Once this session is saved, nothing is noted for the quarter.")
    if rated.given:
        return _("Already noted this quarter. Asking again takes its place.")
    return _("Once a quarter; not noted yet in this one.")


def minutes_words(seconds: int) -> str:
    """``1:42``."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def no_theme(_word: str) -> None:
    """A "#" in a marked line stays text: themes have their own field."""
