"""Short marks typed inside a note: ``/t`` an action, ``/n`` next time, ``/g`` a goal, ``#`` a theme."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from careernotes.domain.ids import ThemeId
from careernotes.domain.vocabulary import Side
from careernotes.services.dates import split_day
from careernotes.services.drafts import DraftAction, DraftGoal

_LINE = re.compile(r"^[ \t]*/([tng])(?:[ \t]+(.*))?$", re.IGNORECASE)
_OWNER = re.compile(r"^([^:]{1,80}?)[ \t]*:[ \t]*(.*)$")
_MINE = {"me", "ik", "mij", "i", "mentor"}
_THEIRS = {"mentee", "they", "zij", "hij"}
_THEME = re.compile(r"(?<!\S)#([^\s#.,;:!?()]+(?:\.[^\s#.,;:!?()]+)*)")

FindTheme = Callable[[str], ThemeId | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """What was left of a text, and what its marks said."""

    text: str = field(repr=False)
    actions: tuple[DraftAction, ...] = ()
    goals: tuple[DraftGoal, ...] = ()
    next_time: str = field(default="", repr=False)
    next_on: dt.date | None = None
    themes: tuple[ThemeId, ...] = ()


def read_markers(text: str, *, today: dt.date, find_theme: FindTheme, alias: str = "") -> Marked:
    """*text* without its marks, and the marks. An empty mark or unknown theme stays in the text. *alias* is
    how the mentee may be called before an action.
    """
    kept: list[str] = []
    actions: list[DraftAction] = []
    goals: list[DraftGoal] = []
    themes: list[ThemeId] = []
    next_lines: list[str] = []
    next_on: dt.date | None = None
    for line in text.split("\n"):
        match = _LINE.match(line)
        words = (match[2] or "").strip() if match is not None else ""
        if match is None or not words:
            kept.append(_take_themes(line, themes, find_theme))
        elif match[1].lower() == "t":
            actions.append(read_action(words, today=today, alias=alias))
        elif match[1].lower() == "g":
            statement, target = split_day(words, today)
            goals.append(DraftGoal(statement=statement, target_on=target))
        else:
            said, day = split_day(words, today)
            next_lines.append(said)
            next_on = day or next_on
    return Marked(
        text="\n".join(kept) if len(kept) == text.count("\n") + 1 else _close_gaps(kept),
        actions=tuple(actions),
        goals=tuple(goals),
        next_time=" ".join(next_lines),
        next_on=next_on,
        themes=tuple(dict.fromkeys(themes)),
    )


def read_action(words: str, *, today: dt.date, alias: str = "") -> DraftAction:
    """An action from one line: ``me: intro to Piet 3 jun``. Without ``me:`` or ``ik:`` it is the mentee's,
    who may be named by *alias*.
    """
    owner = Side.MENTEE
    if (match := _OWNER.match(words)) is not None and match[2].strip():
        name = match[1].casefold()
        if name in {*_MINE, *_THEIRS, alias.casefold()}:
            owner = Side.MENTOR if name in _MINE else Side.MENTEE
            words = match[2]
    said, due = split_day(words, today)
    return DraftAction(text=said, owner=owner, due_on=due)


def _take_themes(line: str, themes: list[ThemeId], find_theme: FindTheme) -> str:
    def take(match: re.Match[str]) -> str:
        theme = find_theme(match[1])
        if theme is None:
            return match[0]
        themes.append(theme)
        return ""

    left = _THEME.sub(take, line)
    return re.sub(r"[ \t]{2,}", " ", left).strip() if left != line else line


def _close_gaps(lines: list[str]) -> str:
    """The lines joined; where marks were taken out no empty lines stay behind at either end."""
    return "\n".join(lines).strip("\n")
