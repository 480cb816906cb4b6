"""One typed line that becomes an action: ``me intro to a product lead 24 nov`` or ``sends CV +2w``."""

import datetime as dt
from dataclasses import dataclass, field

from careernotes.domain.vocabulary import Side
from careernotes.gui.models.date_words import Towards, read_date

_MENTOR = {"me", "i", "mentor", "ik", "mij"}
_MENTEE = {"mentee", "they", "she", "he", "zij", "hij", "hen"}
_LONGEST_TAIL = 4
MARK = "/t "


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedAction:
    """What was typed, understood: who, what and by when."""

    owner: Side
    text: str = field(repr=False)
    due_on: dt.date | None = None


def read_action(line: str, *, alias: str, today: dt.date) -> TypedAction | None:
    """The action in one line; None when nothing is left to do. Without a name it is the mentee's."""
    words = line.split()
    owner = Side.MENTEE
    if words:
        first = words[0].casefold().rstrip(":,")
        if first in _MENTOR:
            owner, words = Side.MENTOR, words[1:]
        elif first in _MENTEE or (alias and first == alias.casefold()):
            words = words[1:]
    words, due_on = _split_due(words, today)
    if not words:
        return None
    return TypedAction(owner=owner, text=" ".join(words), due_on=due_on)


def take_actions(text: str, *, alias: str, today: dt.date) -> tuple[str, tuple[TypedAction, ...]]:
    """*text* without its finished ``/t`` lines, and the actions in them. A line still being typed stays."""
    lines = text.split("\n")
    kept: list[str] = []
    actions: list[TypedAction] = []
    for number, line in enumerate(lines):
        finished = number < len(lines) - 1
        action = (
            read_action(line.strip()[len(MARK) :], alias=alias, today=today) if _is_action(line) else None
        )
        if finished and action is not None:
            actions.append(action)
        else:
            kept.append(line)
    return "\n".join(kept), tuple(actions)


def _is_action(line: str) -> bool:
    return line.strip().casefold().startswith(MARK)


def _split_due(words: list[str], today: dt.date) -> tuple[list[str], dt.date | None]:
    """The words before a date at the end, and that date: the longest tail that reads as one."""
    for length in range(min(_LONGEST_TAIL, len(words)), 0, -1):
        due_on = read_date(
            " ".join(words[-length:]), today=today, towards=Towards.FUTURE, short_weekdays=False
        )
        if due_on is not None:
            return words[:-length], due_on
    return words, None
