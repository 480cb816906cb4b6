"""What a search says about itself: how much was found, what may be typed, and what was not understood."""

import datetime as dt
from collections.abc import Mapping, Sequence

from careernotes.domain.search_terms import Filter, Term, begun, quoted, read_typed
from careernotes.gui.controllers.search_rows import counted
from careernotes.i18n import _, ngettext, noop
from careernotes.services.searching import FoundAim, FoundPerson, Looked

MOST = 50
# What to type behind each colon, said while it is bare.
_HELP: Mapping[Filter, str] = {
    Filter.WHO: noop("After who: type the beginning of an alias, as in who:anna."),
    Filter.THEME: noop("After theme: type a theme or a word for it, as in theme:confidence."),
    Filter.STATE: noop("After is: type open, for what still waits, or uncoded, for notes without a theme."),
    Filter.LAYER: noop("After layer: type record, work or next."),
    Filter.BEFORE: noop("After before: type a day, a month or a year, as in before:june or before:3/6."),
    Filter.AFTER: noop("After after: type a day, a month or a year, as in after:2025 or after:3/6."),
    Filter.QUARTER: noop("After q: type a quarter, as in q:2025Q2 or q:2."),
}


def found_words(text: str, looked: Looked, people: Sequence[FoundPerson], aims: Sequence[FoundAim]) -> str:
    """How much was found; with nothing found, why."""
    typed, found = read_typed(text), looked.notes
    if looked.lost is not None:
        return _lost_words(looked.lost)
    if (kind := begun(text)) is not None:
        return _(_HELP[kind])
    if typed.is_empty:
        return _("Type a word, or the beginning of one. Several words must all be there.")
    if len(found) >= MOST:
        return _("The {count} newest sessions; type another word to see fewer.").format(count=MOST)
    if found or aims:
        return counted(found, aims)
    if people:
        return _("No note contains “{text}”, but an alias does.").format(text=typed.words)
    if not typed.words:
        return _("No session fits these filters. Take one out to see more.")
    if typed.terms:
        return _("No note that fits these filters contains “{text}”.").format(text=typed.words)
    return _("No note contains “{text}”.").format(text=typed.words)


def _lost_words(term: Term) -> str:
    if term.kind is Filter.WHO:
        return _("Nobody here has an alias that begins with “{text}”.").format(text=term.value)
    if term.kind is Filter.THEME:
        return _("No theme fits “{text}”.").format(text=term.value)
    said = _("“{text}” is not understood.").format(text=term.text)
    return f"{said} {_(_HELP[term.kind])}"


def like_words(looked: Looked) -> str:
    """A word that is nearly the same; nothing when there is none."""
    if not looked.like:
        return ""
    count = looked.like_count
    words = ngettext(
        "{count} contains “{like}”: search for it", "{count} contain “{like}”: search for it", count
    )
    return words.format(count=count, like=looked.like)


def filter_offers(text: str, *, today: dt.date) -> list[tuple[str, str]]:
    """Filters that may be added with one key, less those that are there: a name and what is typed for it.

    One that ends in a colon waits for a name, a theme or a day.
    """
    quarter = f"{today.year}{_('Q')}{(today.month + 2) // 3}"
    offers = [
        (_("a person"), Filter.WHO, quoted(_("who"), "")),
        (_("a theme"), Filter.THEME, quoted(_("theme"), "")),
        (_("still open"), Filter.STATE, "is:open"),
        (_("no theme yet"), Filter.STATE, _("is:uncoded")),
        (_("this quarter"), Filter.QUARTER, f"{_('q')}:{quarter}"),
        (_("before a day"), Filter.BEFORE, quoted(_("before"), "")),
        (_("working notes"), Filter.LAYER, _("layer:work")),
    ]
    held = {term.kind for term in read_typed(text).terms} | {begun(text)}
    return [
        (name, typed)
        for name, kind, typed in offers
        if typed not in text and not (typed.endswith(":") and kind in held)
    ]
