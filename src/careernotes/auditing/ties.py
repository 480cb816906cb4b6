"""What theme groups of two reports have to do with each other when the list of themes was made anew.

Who is in one group is in the others that share its themes, or in some of these, but for people with a theme
that those do not have. Of these there are as many at most as a report says: that theme's own figure, or the
figure of the other group it counts in. Every choice of the sharing groups is a tie of its own: the more of
them, the fewer people are left over, and the more their figures add up to.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import chain, combinations

from careernotes.auditing.look import Look
from careernotes.auditing.makeup import Makeup, Makeups, Themes
from careernotes.disclosure.plan import FigureKey, TableId

Groups = frozenset[int]
_Looks = tuple[Look, Look]
_NONE = Makeup(whole=frozenset())


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Theme groups of the new report and of the old one that count the same people: who is in the new ones is
    in the old ones (*onward* is how many may not be; None: any number), and the other way round (*back*).
    """

    news: Groups
    olds: Groups
    onward: int | None = None
    back: int | None = None


def ties(new: Look, old: Look, makeups: Makeups) -> Iterator[Tie]:
    """Every tie between the theme groups of two breakdowns.

    One group on either side is enough: what holds of some together with several others follows from what
    holds of each of them.
    """
    here, there, looks = _groups(new), _groups(old), (new, old)
    for group in sorted(here & there):
        yield Tie(news=frozenset({group}), olds=frozenset({group}), onward=0, back=0)
    found: dict[tuple[Groups, Groups], Tie] = {}
    for group in sorted(here - there):
        for some, onward in _holding(group, there, looks, makeups):
            tie = Tie(news=frozenset({group}), olds=some, onward=onward)
            found[tie.news, tie.olds] = tie
    for group in sorted(there - here):
        for some, back in _holding(group, here, looks, makeups):
            tie = Tie(news=some, olds=frozenset({group}))
            found[some, tie.olds] = replace(found.get((some, tie.olds), tie), back=back)
    yield from found.values()


def _groups(look: Look) -> set[int]:
    """The theme groups of a breakdown."""
    return {key.column for key in (*look.shown, *look.dashes) if key.table is TableId.AREA_GROUPS}


def _holding(
    group: int, others: Collection[int], looks: _Looks, makeups: Makeups
) -> Iterator[tuple[Groups, int]]:
    """Every choice of the groups among *others* that share themes with *group*, and how many of its people
    may be in none of those. Left out is a choice where neither report says how many.
    """
    its = makeups.get(group, _NONE).by_area
    shared = {each: its & makeups.get(each, _NONE).by_area for each in sorted(others)}
    shared = {each: themes for each, themes in shared.items() if themes}
    lacking = _most_with(its.difference(*shared.values()), looks)
    apart = {each: _most_in(each, themes, looks) for each, themes in shared.items()}
    sizes = range(1, len(shared) + 1)
    for some in chain.from_iterable(combinations(shared, size) for size in sizes):
        left_over = [lacking, *(most for each, most in apart.items() if each not in some)]
        known = _known(*left_over)
        if len(known) == len(left_over):
            yield frozenset(some), sum(known)


def _most_in(group: int, themes: Themes, looks: _Looks) -> int | None:
    """How many people at most have one of some *themes* of a group."""
    its = _said(FigureKey(TableId.GROUPS, group), looks)
    return min(_known(its, _most_with(themes, looks)), default=None)


def _most_with(themes: Themes, looks: _Looks) -> int | None:
    """How many people at most have one of some themes; None when a figure that says so is missing."""
    every = [_said(FigureKey(TableId.THEMES, theme), looks) for theme in themes]
    known = _known(*every)
    return sum(known) if len(known) == len(every) else None


def _said(key: FigureKey, looks: _Looks) -> int | None:
    """The most that a figure leaves room for in either report: who stayed has a theme in both."""
    spans = (look.span(key) for look in looks)
    return min((span.high for span in spans if span is not None), default=None)


def _known(*numbers: int | None) -> list[int]:
    return [number for number in numbers if number is not None]
