"""The pages of a pooled programme report that show figures."""

from careernotes.disclosure.safe_table import BreakdownState
from careernotes.domain.words import Bilingual
from careernotes.report import names, sentences
from careernotes.report.brand import early_or_late
from careernotes.report.document import (
    Block,
    Chart,
    ChartKind,
    Data,
    Figure,
    Figures,
    Listing,
    Pair,
    Pairs,
    PairStyle,
    Section,
    Table,
    Voice,
    Words,
)
from careernotes.report.tables import Source
from careernotes.report.wording import TOO_FEW, both

ASKS = (
    Bilingual(
        "Answer the sentences under “What would help” within 60 days, and tell everybody what you will do.",
        "Geef binnen 60 dagen antwoord op de zinnen onder ‘Wat zou helpen’, en vertel iedereen wat je gaat "
        "doen.",
    ),
    Bilingual(
        "Do not try to work out who is behind a figure, and do not ask mentors or mentees.",
        "Probeer niet te achterhalen wie achter een getal zit, en vraag er niet naar bij mentoren of "
        "mentees.",
    ),
    Bilingual(
        "Compare figures by eye only: a difference of one rounding step may be chance.",
        "Vergelijk getallen alleen op het oog: een verschil van één afrondingsstap kan toeval zijn.",
    ),
)
ASK_NOISE = Bilingual(
    "Compare figures by eye only: the notes under the tables say how large a difference the noise can make.",
    "Vergelijk getallen alleen op het oog: onder de tabellen staat welk verschil de ruis kan maken.",
)
WHERE_SHARE = 70
"""How many per cent of the cells of the breakdown must be shown to make a page of it."""
_LEAST_AREAS = 2

_CHANGED = Bilingual("What changed", "Wat is veranderd")
_CHANGED_FIRST = Bilingual(
    "This is the first report of this programme. There is nothing to compare it with.",
    "Dit is het eerste rapport van dit programma. Er is niets om het mee te vergelijken.",
)
_CHANGED_NOT_YET = Bilingual(
    "This version does not compare with earlier reports. Please do not subtract reports: each figure was "
    "rounded on its own.",
    "Deze versie vergelijkt niet met eerdere rapporten. Trek rapporten niet van elkaar af: elk getal is "
    "apart afgerond.",
)
_CHANGED_NOT_YET_NOISE = Bilingual(
    "This version does not compare with earlier reports. Please do not subtract reports: each figure has "
    "noise of its own.",
    "Deze versie vergelijkt niet met eerdere rapporten. Trek rapporten niet van elkaar af: elk getal heeft "
    "zijn eigen ruis.",
)
_ASKED = Bilingual("What we ask of you", "Wat we je vragen")
_SAYS = Bilingual("What the figures say", "Wat de getallen zeggen")
_NUDGED = Bilingual(
    "To protect people, chance nudges each “about” a little: parts do not add up to a whole, on purpose.",
    "Om mensen te beschermen verschuift het toeval elk ‘ongeveer’ iets: delen tellen met opzet "
    "niet precies op.",
)
_PARTS_OF = Bilingual("{shown} of {all}", "{shown} van {all}")

_GLANCE = Bilingual("At a glance", "In één oogopslag")
_REACH = Bilingual("Reach and choice", "Bereik en keuze")
_MOMENTS = Bilingual("Moments", "Momenten")
_THEMES = Bilingual("Themes", "Thema's")
_WHERE = Bilingual("Where", "Waar")
_MANAGERS = Bilingual("Direct managers", "Direct leidinggevenden")
_HELP = Bilingual("What would help", "Wat zou helpen")
_DATA = Bilingual("Data tables", "Tabellen")

_MANAGER_INTRO = Bilingual(
    "People could rate three things from 1 to 5. Shown for the whole programme only, in three answers, "
    "never with a theme. No manager is stored anywhere, so nothing here is about one manager.",
    "Mensen konden drie dingen een cijfer van 1 tot en met 5 geven. Alleen voor het hele programma "
    "getoond, in drie antwoorden, nooit samen met een thema. Nergens is een leidinggevende opgeslagen, dus "
    "niets hier gaat over één leidinggevende.",
)
_MANAGER_AFTER = Bilingual(
    "Ambition often rises during mentoring. What people find afterwards, with their own manager, decides "
    "what comes of it.",
    "Tijdens mentoring groeit de ambitie vaak. Wat mensen daarna bij hun eigen leidinggevende vinden, "
    "bepaalt wat ervan komt.",
)
_WHERE_INTRO = Bilingual(
    "Read along a row, and only for differences: it is no ranking of areas. Groups of people under "
    "{people} are counted together.",
    "Lees langs een rij, en kijk alleen naar verschillen: het is geen ranglijst. Groepen van minder dan "
    "{people} personen zijn samengeteld.",
)
_HELP_INTRO = Bilingual(
    "One sentence for each theme group that is shown. They come from the shared list of themes; nobody's "
    "own words are here.",
    "Eén zin voor elke themagroep die wordt getoond. Ze komen uit de gedeelde themalijst; hier staan "
    "niemands eigen woorden.",
)
_MOMENTS_INTRO = Bilingual(
    "The moment in a career at which people asked for a mentor.",
    "Het moment in de loopbaan waarop mensen om een mentor vroegen.",
)
_THEMES_INTRO = Bilingual(
    "People, not mentions: a person counts once for a theme, and for at most {cap} themes.",
    "Personen, geen vermeldingen: iemand telt één keer mee voor een thema, en voor hoogstens {cap} thema's.",
)


def pool_sections(source: Source, tables: dict[str, Table]) -> tuple[Section, ...]:
    """The pages with figures, in order; a page with nothing to show is left out."""
    sections = [_glance(source, tables), _reach(tables), _themes(source, tables), _moments(tables)]
    if shows_where(tables):
        sections.append(_where(source, tables["where"]))
    if has_manager(tables):
        sections.append(_managers())
    if (levers := lever_pairs(source, tables["themes"])).items:
        sections.append(Section(key="help", title=_HELP, blocks=(_body(_HELP_INTRO), levers)))
    return tuple(sections)


def shows_where(tables: dict[str, Table]) -> bool:
    """Whether enough of the breakdown may be shown to make a page of it."""
    if "where" not in tables or len(tables["where"].columns) < _LEAST_AREAS:
        return False
    cells = [cell for row in tables["where"].rows for cell in row.cells]
    return 100 * sum(cell.shown for cell in cells) >= WHERE_SHARE * len(cells)


def has_manager(tables: dict[str, Table]) -> bool:
    """Whether anything about direct managers may be shown."""
    return "manager" in tables and tables["manager"].any_shown


def data_section(tables: dict[str, Table]) -> Section:
    """Every table in full."""
    return Section(key="data", title=_DATA, blocks=tuple(Data(table=key) for key in tables))


def lever_pairs(source: Source, table: Table) -> Pairs:
    """What an organisation can do about each group that is shown."""
    shown = {
        row.key
        for row in table.rows
        if row.level == 0 and (row.cells[0].shown or row.cells[0].symbol == "listed")
    }
    return Pairs(
        style=PairStyle.LEVERS,
        items=tuple(
            Pair(name=group.name, text=group.lever)
            for group in source.taxonomy.groups
            if f"group-{group.group_id}" in shown
        ),
    )


def _body(text: Bilingual) -> Words:
    return Words(voice=Voice.BODY, text=text)


def _heading(text: Bilingual) -> Words:
    return Words(voice=Voice.HEADING, text=text)


def _glance(source: Source, tables: dict[str, Table]) -> Section:
    safe, reach = source.safe, tables["reach"]
    cells = {row.key: row.cells[0] for row in reach.rows}
    figures = [
        Figure(name=names.PEOPLE_COUNTED, said=sentences.about(cells["people"])),
        Figure(name=names.MENTORS, said=sentences.band(safe.mentors_band)),
    ]
    if "sessions" in cells:
        figures.append(Figure(name=names.CONVERSATIONS, said=sentences.about(cells["sessions"])))
    if safe.breakdown.state is BreakdownState.SHOWN:
        shown = sum(row.cells[0].shown and row.key != "area-0" for row in tables["areas"].rows)
        parts = both(_PARTS_OF, shown=shown, all=len(source.kit.breakdown_values))
        figures.append(Figure(name=names.PARTS, said=parts))
    said = [
        *sentences.reach(reach, safe.people_band, safe.mentors_band),
        sentences.themes(tables["themes"]),
        *sentences.moments(tables["moments"]),
        *sentences.chosen(tables["chosen"]),
    ]
    if has_manager(tables):
        said.extend(sentences.manager(tables["manager"])[:1])
    blocks: tuple[Block, ...] = (
        Words(voice=Voice.LEAD, text=source.kit.purpose),
        Figures(items=tuple(figures)),
        Words(voice=Voice.NOTE, text=_NUDGED),
        _heading(_SAYS),
        Listing(items=tuple(said)),
        _heading(_CHANGED),
        _body(_changed(source)),
        _heading(_ASKED),
        Listing(items=ASKS if source.safe.noise is None else (*ASKS[:2], ASK_NOISE)),
    )
    return Section(key="glance", title=_GLANCE, blocks=blocks)


def _changed(source: Source) -> Bilingual:
    if not source.previous:
        return _CHANGED_FIRST
    return _CHANGED_NOT_YET if source.safe.noise is None else _CHANGED_NOT_YET_NOISE


def _charted(kind: ChartKind, table: Table, *, ranked: bool = False) -> tuple[Block, ...]:
    if table.any_shown:
        return (
            Chart(kind=kind, table=table.key, title=table.title, ranked=ranked),
            Words(voice=Voice.NOTE, text=table.note),
        )
    return (Words(voice=Voice.NOTICE, text=TOO_FEW),)


def _reach(tables: dict[str, Table]) -> Section:
    blocks: list[Block] = []
    if "areas" in tables and len(tables["areas"].rows) >= _LEAST_AREAS:
        blocks += [_heading(tables["areas"].title), *_charted(ChartKind.BARS, tables["areas"])]
    blocks += [_heading(tables["chosen"].title), *_charted(ChartKind.BARS, tables["chosen"])]
    return Section(key="reach", title=_REACH, blocks=tuple(blocks))


def _themes(source: Source, tables: dict[str, Table]) -> Section:
    intro = _body(both(_THEMES_INTRO, cap=source.safe.policy.themes_each))
    return Section(
        key="themes", title=_THEMES, blocks=(intro, *_charted(ChartKind.BARS, tables["themes"], ranked=True))
    )


def _moments(tables: dict[str, Table]) -> Section:
    table = tables["moments"]
    said = map(_body, early_or_late(table))
    blocks = (_body(_MOMENTS_INTRO), *_charted(ChartKind.BARS, table), *said)
    return Section(key="moments", title=_MOMENTS, blocks=blocks)


def _where(source: Source, table: Table) -> Section:
    intro = _body(both(_WHERE_INTRO, people=source.safe.policy.group_people))
    note = Words(voice=Voice.NOTE, text=table.note)
    chart = Chart(kind=ChartKind.HEAT, table="where", title=names.WHERE)
    return Section(key="where", title=_WHERE, blocks=(intro, chart, note))


def _managers() -> Section:
    chart = Chart(kind=ChartKind.STACK, table="manager", title=names.MANAGER)
    blocks = (_body(_MANAGER_INTRO), _heading(names.SIGNAL), chart, _body(_MANAGER_AFTER))
    return Section(key="managers", title=_MANAGERS, blocks=blocks)
