"""Fixed words of a rendering: a report speaks its own language, whatever the window speaks."""

from careernotes.domain.words import LANGUAGES, Bilingual
from careernotes.report.document import DOES_NOT_APPLY, LISTED, NOT_COLLECTED, NOT_SHOWN, OR_MORE, Cell

ABOUT = Bilingual("about {number}", "ongeveer {number}")
ABOUT_OR_MORE = Bilingual("about {number} or more", "ongeveer {number} of meer")
NOT_SHOWN_WORDS = Bilingual("not shown", "niet getoond")
TOO_FEW = Bilingual(
    "Too few people in this period to show this safely. This says nothing about whether the topic came up.",
    "Te weinig personen in deze periode om dit veilig te tonen. Dit zegt niets over de vraag of het "
    "onderwerp is besproken.",
)
PAGE = Bilingual("Page {page} of {pages}", "Pagina {page} van {pages}")
CODE = Bilingual("Report code {code}", "Rapportcode {code}")
ACCESSIBLE = Bilingual("Accessible version: the HTML file", "Toegankelijke versie: het HTML-bestand")
CONTENTS = Bilingual("In this report", "In dit rapport")
SKIP = Bilingual("Skip to the report", "Naar het rapport")
LEGEND = Bilingual("How to read the figures", "Zo lees je de getallen")
AS_TABLE = Bilingual("These figures as a table", "Deze getallen als tabel")
YOUR_ANSWER = Bilingual(
    "Answer of the organisation, within 60 days", "Antwoord van de organisatie, binnen 60 dagen"
)
REPORT_HASH = Bilingual("Hash of this report (SHA-256)", "Hash van dit rapport (SHA-256)")
OF_STAFF = Bilingual("of {number} staff", "van {number} medewerkers")
SHADE_KEY = Bilingual(
    "Shade: people with this theme as a part of the people counted in the area",
    "Tint: personen met dit thema als deel van de getelde personen in het onderdeel",
)
SHADES = (
    Bilingual("under 10 %", "onder 10 %"),
    Bilingual("10 to 24 %", "10 tot 24 %"),
    Bilingual("25 to 39 %", "25 tot 39 %"),
    Bilingual("40 % or more", "40 % of meer"),
)
MORE_OFTEN = Bilingual("more often than in all areas together", "vaker dan in alle onderdelen samen")
LESS_OFTEN = Bilingual("less often than in all areas together", "minder vaak dan in alle onderdelen samen")
PARTLY_HIDDEN = Bilingual(
    "Widths compare the answers that are shown with each other only.",
    "De breedtes vergelijken alleen de getoonde antwoorden met elkaar.",
)

_CELL_WORDS = {
    NOT_SHOWN: NOT_SHOWN_WORDS,
    DOES_NOT_APPLY: Bilingual("does not apply", "niet van toepassing"),
    NOT_COLLECTED: Bilingual("not collected", "niet verzameld"),
    LISTED: Bilingual("on the list", "op de lijst"),
}


def say(words: Bilingual, language: str, **facts: str | int) -> str:
    """*words* in one language with the facts filled in; whole numbers get the language's thousands mark."""
    filled = {name: number(fact, language) if isinstance(fact, int) else fact for name, fact in facts.items()}
    return words.in_language(language).format(**filled)


def both(words: Bilingual, **facts: Bilingual | str | int) -> Bilingual:
    """*words* filled in, in each language; bilingual facts come in the language around them."""
    english, dutch = (
        say(
            words,
            language,
            **{n: f.in_language(language) if isinstance(f, Bilingual) else f for n, f in facts.items()},
        )
        for language in LANGUAGES
    )
    return Bilingual(english, dutch)


def number(value: int, language: str) -> str:
    """A whole number with a comma (English) or a point (Dutch) between thousands."""
    return f"{value:,}" if language == "en" else f"{value:,}".replace(",", ".")


def cell_text(cell: Cell, language: str, *, exact: bool = False) -> str:
    """What a chart says beside a figure: ``about 25``, or the symbol and what it means."""
    if cell.value is not None:
        plain = number(cell.value, language)
        rounded = ABOUT_OR_MORE if cell.symbol == OR_MORE else ABOUT
        return plain if exact else say(rounded, language, number=plain)
    words = _CELL_WORDS[cell.symbol].in_language(language)
    return words if cell.symbol == LISTED else f"{cell.symbol}  {words}"


def cell_short(cell: Cell, language: str) -> str:
    """What a table says: the number, ``70+`` for 70 or more, or the symbol alone."""
    if cell.value is not None:
        return number(cell.value, language) + ("+" if cell.symbol == OR_MORE else "")
    return _CELL_WORDS[LISTED].in_language(language) if cell.symbol == LISTED else cell.symbol


def join(items: tuple[str, ...], language: str) -> str:
    """``A, B and C``."""
    if len(items) < 2:
        return "".join(items)
    last = {"en": " and ", "nl": " en "}[language]
    return ", ".join(items[:-1]) + last + items[-1]


def join_both(items: tuple[Bilingual, ...]) -> Bilingual:
    """``A, B and C`` in both languages."""
    english, dutch = (
        join(tuple(item.in_language(language) for item in items), language) for language in LANGUAGES
    )
    return Bilingual(english, dutch)
