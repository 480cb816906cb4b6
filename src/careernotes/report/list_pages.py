"""The pages of one mentor's theme list: names of themes, no numbers, no groups of people."""

from careernotes.disclosure.plan import TableId
from careernotes.disclosure.policy import LIST_ALWAYS, LIST_NEVER
from careernotes.domain.words import Bilingual
from careernotes.report import names
from careernotes.report.document import (
    LISTED,
    Column,
    Figure,
    Figures,
    Listing,
    Pair,
    Pairs,
    PairStyle,
    Row,
    Section,
    Table,
    Voice,
    Words,
)
from careernotes.report.pool_pages import ASKS, lever_pairs
from careernotes.report.sentences import band
from careernotes.report.tables import Source
from careernotes.report.wording import TOO_FEW, both

_GLANCE = Bilingual("At a glance", "In één oogopslag")
_THEMES = Bilingual("Themes", "Thema's")
_HELP = Bilingual("What would help", "Wat zou helpen")
_PEOPLE = Bilingual("People counted", "Getelde personen")
_GROUPS = Bilingual("Theme groups on the list", "Themagroepen op de lijst")
_ITEMS = Bilingual("Themes on the list", "Thema's op de lijst")
_WHAT = Bilingual("What this is", "Wat dit is")
_ASKED = Bilingual("What we ask of you", "Wat we je vragen")
_ON_LIST = Bilingual("On the list", "Op de lijst")
_IS = (
    Bilingual(
        "The themes that came up in the conversations of one mentor with {people} people who agreed to be "
        "counted.",
        "De thema's die aan de orde kwamen in de gesprekken van één mentor met {people} personen die "
        "meegeteld wilden worden.",
    ),
    Bilingual(
        "There are no numbers, no parts of the organisation and nobody's words.",
        "Er staan geen getallen in, geen delen van de organisatie en niemands woorden.",
    ),
    Bilingual(
        "A theme of {never} people or fewer is never listed, one of {always} or more always, and between "
        "them chance decides. A theme that is not on the list may have come up.",
        "Een thema van {never} personen of minder komt nooit op de lijst, een van {always} of meer altijd, "
        "en daartussen beslist het toeval. Een thema dat niet op de lijst staat, kan wel besproken zijn.",
    ),
)
_DOT = "  ·  "
_INTRO = Bilingual("In the order of the shared list of themes.", "In de volgorde van de gedeelde themalijst.")
_HELP_INTRO = Bilingual(
    "One sentence for each theme group on the list. They come from the shared list of themes; nobody's own "
    "words are here.",
    "Eén zin voor elke themagroep op de lijst. Ze komen uit de gedeelde themalijst; hier staan niemands "
    "eigen woorden.",
)
_NOTE = Bilingual(
    "Only listed themes are given. A theme that is missing says nothing.",
    "Alleen thema's op de lijst staan erin. Een thema dat ontbreekt, zegt niets.",
)


def list_table(source: Source) -> Table:
    """The listed themes under their groups; what is not listed is not in it."""
    rows: list[Row] = []
    for group in source.taxonomy.groups:
        items = [
            Row(key=f"theme-{theme.theme_id}", name=theme.name, level=1, cells=(cell,))
            for theme in source.taxonomy.in_group(group.group_id)
            if (cell := source.cell(TableId.THEMES, theme.number)).symbol == LISTED
        ]
        # A group is listed exactly when one of its themes is.
        if items:
            head = source.cell(TableId.GROUPS, group.number)
            rows += [Row(key=f"group-{group.group_id}", name=group.name, cells=(head,)), *items]
    return Table(
        key="themes",
        base=0,
        floor=0,
        title=names.THEMES,
        row_head=names.THEME,
        note=_NOTE,
        columns=list_columns(),
        rows=tuple(rows),
    )


def list_columns() -> tuple[Column, ...]:
    """The one column of a list: being listed."""
    return (Column(key="listed", name=_ON_LIST),)


def list_sections(source: Source, table: Table) -> tuple[Section, ...]:
    """At a glance, the list itself, and what would help."""
    glance = glance_section(source.kit.purpose, band(source.safe.people_band), table)
    sections = [glance, themes_section(table)]
    if (levers := lever_pairs(source, table)).items:
        sections.append(help_section(levers))
    return tuple(sections)


def help_section(levers: Pairs) -> Section:
    """What would help: one sentence for each group on the list."""
    return Section(key="help", title=_HELP, blocks=(Words(voice=Voice.BODY, text=_HELP_INTRO), levers))


def glance_section(purpose: Bilingual, people: Bilingual, table: Table) -> Section:
    """The first page: the purpose, the floor as it is said, and how many themes are on the list."""
    groups = sum(row.level == 0 and row.cells[0].symbol == LISTED for row in table.rows)
    items = sum(row.level == 1 for row in table.rows)
    first, second, third = _IS
    return Section(
        key="glance",
        title=_GLANCE,
        blocks=(
            Words(voice=Voice.LEAD, text=purpose),
            Figures(
                items=(
                    Figure(name=_PEOPLE, said=people),
                    Figure(name=_GROUPS, said=Bilingual(str(groups), str(groups))),
                    Figure(name=_ITEMS, said=Bilingual(str(items), str(items))),
                )
            ),
            Words(voice=Voice.HEADING, text=_WHAT),
            Listing(
                items=(both(first, people=people), second, both(third, never=LIST_NEVER, always=LIST_ALWAYS))
            ),
            Words(voice=Voice.HEADING, text=_ASKED),
            Listing(items=ASKS[:2]),
        ),
    )


def themes_section(table: Table) -> Section:
    """The list itself, from its table and nothing else."""
    under: list[tuple[Row, list[Row]]] = []
    for row in table.rows:
        if row.level == 0:
            under.append((row, []))
        else:
            under[-1][1].append(row)
    if not under:
        return Section(key="themes", title=_THEMES, blocks=(Words(voice=Voice.NOTICE, text=TOO_FEW),))
    pairs = tuple(Pair(name=head.name, text=_named(items)) for head, items in under)
    blocks = (Words(voice=Voice.BODY, text=_INTRO), Pairs(style=PairStyle.THEMES, items=pairs))
    return Section(key="themes", title=_THEMES, blocks=blocks)


def _named(items: list[Row]) -> Bilingual:
    return Bilingual(
        _DOT.join(item.name.en for item in items), _DOT.join(item.name.in_language("nl") for item in items)
    )
