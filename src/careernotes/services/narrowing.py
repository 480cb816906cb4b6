"""What the filters of a search mean in this vault."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from careernotes.domain.mentees import Engagement, Mentee
from careernotes.domain.periods import QUARTERS_A_YEAR
from careernotes.domain.search_terms import LAYERS, OPEN, UNCODED, Filter, Term, read_quarter
from careernotes.i18n import language
from careernotes.services.dates import parse_days
from careernotes.services.desk import Desk
from careernotes.services.theming import theme_finder
from careernotes.vault.search import ANYTHING, Narrowed

_DAY = dt.timedelta(days=1)


def narrowed(desk: Desk, terms: Sequence[Term]) -> Narrowed:
    """All filters at once. Several of a kind are alternatives for people and themes; days close in on one
    another; one that means nothing here finds nothing.
    """
    only = ANYTHING
    for term in terms:
        match term.kind:
            case Filter.WHO:
                only = replace(only, engagements=(*(only.engagements or ()), *_people(desk, term.value)))
            case Filter.THEME:
                only = replace(only, themes=(*(only.themes or ()), *_themes(desk, term.value)))
            case Filter.STATE | Filter.LAYER:
                only = _stated(only, term)
            case Filter.BEFORE | Filter.AFTER:
                days = parse_days(term.value, desk.today)
                if days is None:
                    only = _nothing(only)
                elif term.kind is Filter.BEFORE:
                    only = replace(only, before=min(days[0], only.before or days[0]))
                else:
                    only = replace(only, after=max(days[1], only.after or days[1]))
            case Filter.QUARTER:
                only = _within(only, read_quarter(term.value, desk.today.year))
    return only


def lost_term(desk: Desk, terms: Sequence[Term]) -> Term | None:
    """The first filter that by itself finds nothing: nobody is called like that, or it is no day."""
    for term in terms:
        alone = narrowed(desk, (term,))
        if () in {alone.engagements, alone.themes}:
            return term
    return None


def _stated(only: Narrowed, term: Term) -> Narrowed:
    value = term.value.casefold()
    if term.kind is Filter.LAYER and value in LAYERS:
        return replace(only, layer=LAYERS[value])
    if term.kind is Filter.STATE and value in OPEN:
        return replace(only, is_open=True)
    if term.kind is Filter.STATE and value in UNCODED:
        return replace(only, uncoded=True)
    return _nothing(only)


def _within(only: Narrowed, quarter: int | None) -> Narrowed:
    if quarter is None:
        return _nothing(only)
    first, after = _first_day(quarter) - _DAY, _first_day(quarter + 1)
    return replace(only, after=max(first, only.after or first), before=min(after, only.before or after))


def _first_day(quarter: int) -> dt.date:
    return dt.date(quarter // QUARTERS_A_YEAR, quarter % QUARTERS_A_YEAR * 3 + 1, 1)


def _nothing(only: Narrowed) -> Narrowed:
    return replace(only, engagements=())


def _people(desk: Desk, value: str) -> tuple[str, ...]:
    """Everybody with a word in the alias that begins like that."""
    wanted = value.casefold()
    who = {mentee.mentee_id for mentee in desk.store.all(Mentee) if _called(mentee.alias.casefold(), wanted)}
    return tuple(each.engagement_id for each in desk.store.all(Engagement) if each.mentee_id in who)


def _called(alias: str, wanted: str) -> bool:
    return alias.startswith(wanted) or any(part.startswith(wanted) for part in alias.split())


def _themes(desk: Desk, value: str) -> tuple[str, ...]:
    """One theme by its id or exact name, else all that fit by name, synonym or group in either language."""
    finder = theme_finder(desk.taxonomy)
    the_one = finder.the_one(value)
    if the_one is not None:
        return (the_one,)
    return tuple(match.theme.theme_id for match in finder.find(value, language=language()))
