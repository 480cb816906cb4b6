"""Sentences made by rules from published figures.

Two figures one rounding step apart may count as many people each, so no comparison rests on one step.
"""

from careernotes.disclosure.safe_table import Band
from careernotes.domain.words import Bilingual
from careernotes.report.document import OR_MORE, Cell, Row, Table
from careernotes.report.wording import ABOUT, ABOUT_OR_MORE, both, join_both

_MOST_NAMED = 3
_MOST_MOMENTS = 2
# Keeps a figure on the line of the word before it.
_TIED = "\N{NO-BREAK SPACE}"

BAND = Bilingual("{low} to {high}", "{low} tot en met {high}")
BAND_OPEN = Bilingual("{low} or more", "{low} of meer")

_REACH = Bilingual(
    "About {people} people agreed to be counted; {mentors} mentors contributed.",
    "Ongeveer {people} personen wilden meegeteld worden; {mentors} mentoren droegen bij.",
)
_REACH_HIDDEN = Bilingual(
    "{people} people agreed to be counted; {mentors} mentors contributed.",
    "{people} personen wilden meegeteld worden; {mentors} mentoren droegen bij.",
)
_HELD = Bilingual("They had about {sessions} conversations.", "Zij voerden ongeveer {sessions} gesprekken.")
_THEMES = Bilingual(
    "The theme groups that most people brought: {named}.",
    "De themagroepen die de meeste mensen inbrachten: {named}.",
)
_THEMES_SHOWN = Bilingual(
    "Of the theme groups that are shown, most people brought: {named}.",
    "Van de themagroepen die zijn getoond, brachten de meeste mensen in: {named}.",
)
_THEMES_LEVEL = Bilingual(
    "No theme group stands out: after rounding, the largest ones are too close to tell apart.",
    "Geen themagroep springt eruit: na afronding liggen de grootste te dicht bij elkaar.",
)
_THEMES_TOP = Bilingual(
    "Theme groups at the highest number that is told: {named}.",
    "Themagroepen op het hoogste getal dat wordt verteld: {named}.",
)
_THEMES_LEVEL_NOISE = Bilingual(
    "No theme group stands out: with the noise, the largest ones are too close to tell apart.",
    "Geen themagroep springt eruit: door de ruis liggen de grootste te dicht bij elkaar.",
)
_THEMES_FEW = Bilingual(
    "Too few people brought the same theme to show it safely. This says nothing about whether a topic came "
    "up.",
    "Te weinig mensen brachten hetzelfde thema in om het veilig te tonen. Dit zegt niets over de vraag of "
    "een onderwerp is besproken.",
)
_MOMENT = Bilingual(
    "The moment at which most people came: {named}.", "Het moment waarop de meeste mensen kwamen: {named}."
)
_MOMENTS = Bilingual(
    "The moments at which most people came: {named}.", "De momenten waarop de meeste mensen kwamen: {named}."
)
_MOMENTS_SHOWN = Bilingual(
    "Of the moments that are shown, most people came at: {named}.",
    "Van de momenten die zijn getoond, kwamen de meeste mensen bij: {named}.",
)
_CHOSEN_SHOWN = Bilingual(
    "Of the ways to a mentor that are shown, the most usual: {named}.",
    "Van de wegen naar een mentor die zijn getoond, de meest gebruikelijke: {named}.",
)
_CHOSEN = Bilingual(
    "The most usual way to a mentor: {named}.", "De meest gebruikelijke weg naar een mentor: {named}."
)
_SIGNAL_MORE = Bilingual(
    "“The direct manager {signal}”: more people say often (about {often}) than seldom (about {seldom}).",
    "‘De direct leidinggevende {signal}’: meer mensen zeggen vaak (ongeveer {often}) dan zelden (ongeveer "
    "{seldom}).",
)
_SIGNAL_LESS = Bilingual(
    "“The direct manager {signal}”: more people say seldom (about {seldom}) than often (about {often}).",
    "‘De direct leidinggevende {signal}’: meer mensen zeggen zelden (ongeveer {seldom}) dan vaak (ongeveer "
    "{often}).",
)
_NAMED = Bilingual("{name} ({about})", "{name} ({about})")


def band(value: Band) -> Bilingual:
    """A band in words."""
    return (
        both(BAND_OPEN, low=value.low) if value.high is None else both(BAND, low=value.low, high=value.high)
    )


def about(cell: Cell) -> Bilingual:
    """``about 25``, ``about 70 or more``, or the symbol of a figure that is not shown."""
    if cell.value is None:
        return Bilingual(cell.symbol, cell.symbol)
    words = both(ABOUT_OR_MORE if cell.symbol == OR_MORE else ABOUT, number=cell.value)
    return Bilingual(words.en.replace(" ", _TIED), words.nl.replace(" ", _TIED))


def reach(table: Table, people: Band, mentors: Band) -> tuple[Bilingual, ...]:
    """How many took part."""
    cells = {row.key: row.cells[0] for row in table.rows}
    if (value := cells["people"].value) is not None:
        first = both(_REACH, people=value, mentors=band(mentors))
    else:
        first = both(_REACH_HIDDEN, people=band(people), mentors=band(mentors))
    held = cells["sessions"].value if "sessions" in cells else None
    return (first,) if held is None else (first, both(_HELD, sessions=held))


def themes(table: Table) -> Bilingual:
    """The groups that stand out, if any do."""
    groups = tuple(row for row in table.rows if row.level == 0)
    if not any(row.cells[0].shown for row in groups):
        return _THEMES_FEW
    top = leading(groups, table.base, floor=table.floor, error=table.error)
    if not top:
        highest = tuple(_named(row) for row in groups if row.cells[0].symbol == OR_MORE)
        if highest:
            return both(_THEMES_TOP, named=join_both(highest))
        return _THEMES_LEVEL_NOISE if table.error else _THEMES_LEVEL
    return both(_THEMES_SHOWN if _may_be_larger(groups, table) else _THEMES, named=join_both(top))


def moments(table: Table) -> tuple[Bilingual, ...]:
    """When most people came, if that can be said."""
    top = leading(table.rows, table.base, floor=table.floor, error=table.error, most=_MOST_MOMENTS)
    if not top:
        return ()
    words = _MOMENT if len(top) == 1 else _MOMENTS
    return (both(_MOMENTS_SHOWN if _may_be_larger(table.rows, table) else words, named=join_both(top)),)


def chosen(table: Table) -> tuple[Bilingual, ...]:
    """How most people came to their mentor, if one way leads."""
    top = leading(table.rows, table.base, floor=table.floor, error=table.error, most=1)
    words = _CHOSEN_SHOWN if _may_be_larger(table.rows, table) else _CHOSEN
    return (both(words, named=join_both(top)),) if top else ()


def _may_be_larger(rows: tuple[Row, ...], table: Table) -> bool:
    """Whether a row that is not shown may be larger than one that is: chance leaves out figures of any size.
    With noise, only small ones are not shown.
    """
    return not table.error and not all(row.cells[0].shown for row in rows)


def manager(table: Table) -> tuple[Bilingual, ...]:
    """What is said of direct managers where often and seldom are more than two rounding steps apart."""
    said = []
    for row in table.rows:
        seldom, often = row.cells[0].value, row.cells[2].value
        if seldom is None or often is None or abs(often - seldom) <= table.apart:
            continue
        words = _SIGNAL_MORE if often > seldom else _SIGNAL_LESS
        said.append(both(words, signal=row.name, often=often, seldom=seldom))
    return tuple(said)


def leading(
    rows: tuple[Row, ...], base: int, *, floor: int, error: int = 0, most: int = _MOST_NAMED
) -> tuple[Bilingual, ...]:
    """The largest rows, named with their figures: as many, up to *most*, as are two rounding steps (with
    noise: two errors) ahead of the next, and at least that far above *floor* when some row is not shown.

    Among equals the order is that of the table. Nothing when no such line can be drawn.
    """
    shown = [(row.cells[0].value, row) for row in rows if row.cells[0].value is not None]
    shown.sort(key=lambda pair: -(pair[0] or 0))
    values = [value or 0 for value, _ in shown]
    if len(shown) < len(rows):
        values.append(max(floor - base, 0))
    for count in range(min(most, len(shown), len(values) - 1), 0, -1):
        if values[count - 1] - values[count] >= 2 * (error or base):
            return tuple(_named(row) for _, row in shown[:count])
    return ()


def _named(row: Row) -> Bilingual:
    return both(_NAMED, name=row.name, about=about(row.cells[0]))
