"""The names of tables, rows and columns, in both languages."""

from careernotes.disclosure.plan import HIGH, LOW, MIDDLE
from careernotes.domain.periods import Period, PeriodLength
from careernotes.domain.vocabulary import ChosenBy, Moment
from careernotes.domain.words import Bilingual
from careernotes.report.wording import both

NUMBER = Bilingual("Number", "Aantal")
PEOPLE = Bilingual("People", "Personen")
STAFF = Bilingual("Staff, by the programme kit", "Medewerkers, volgens de programmakit")
PEOPLE_COUNTED = Bilingual("People counted", "Getelde personen")
CONVERSATIONS = Bilingual("Conversations held", "Gevoerde gesprekken")
MENTORS = Bilingual("Mentors who contributed", "Mentoren die bijdroegen")
PARTS = Bilingual(
    "Parts of the organisation with enough people", "Delen van de organisatie met genoeg personen"
)

OTHER_AREAS = Bilingual("Other areas together", "Overige onderdelen samen")
WHAT_IS_COUNTED = Bilingual("What is counted", "Wat is geteld")
REACH = Bilingual("Reach", "Bereik")
PEOPLE_BY_AREA = Bilingual("People by part of the organisation", "Personen per deel van de organisatie")
HOW_THEY_CAME = Bilingual("How people came to their mentor", "Hoe mensen bij hun mentor kwamen")
WAY = Bilingual("Way", "Manier")
THEMES = Bilingual("Themes people brought", "Thema's die mensen inbrachten")
THEME = Bilingual("Theme", "Thema")
THEME_GROUP = Bilingual("Theme group", "Themagroep")
MOMENTS_TITLE = Bilingual("The moment in a career", "Het moment in de loopbaan")
MOMENT = Bilingual("Moment", "Moment")
WHERE = Bilingual("Theme groups by part of the organisation", "Themagroepen per deel van de organisatie")
MANAGER = Bilingual("Help from the direct manager", "Hulp van de direct leidinggevende")
SIGNAL = Bilingual("The direct manager …", "De direct leidinggevende …")
RATED = Bilingual("People who were asked", "Personen die het is gevraagd")

DIMENSIONS = {
    "": Bilingual("Part of the organisation", "Deel van de organisatie"),
    "business_area": Bilingual("Business area", "Bedrijfsonderdeel"),
    "level_band": Bilingual("Level", "Niveau"),
    "region": Bilingual("Region", "Regio"),
    "tenure_band": Bilingual("Years of service", "Dienstjaren"),
    "function_family": Bilingual("Function family", "Functiefamilie"),
}

CHOSEN_BY = {
    ChosenBy.MENTEE: Bilingual("Chose this mentor themselves", "Kozen deze mentor zelf"),
    ChosenBy.COORDINATOR: Bilingual("Suggested by the coordinator", "Voorgesteld door de coördinator"),
    ChosenBy.MENTOR: Bilingual("Invited by the mentor", "Uitgenodigd door de mentor"),
}

MOMENTS = {
    Moment.NEW_HERE: Bilingual("New here", "Nieuw hier"),
    Moment.FINDING_A_PATH: Bilingual("Finding a path", "Een pad zoeken"),
    Moment.LOOKING_FOR_A_ROLE: Bilingual("Looking for a role", "Op zoek naar een functie"),
    Moment.MOVING: Bilingual("Moving to another role", "Op weg naar een andere functie"),
    Moment.FIRST_TIME_MANAGER: Bilingual("First time as a manager", "Voor het eerst leidinggevende"),
    Moment.LEADING_OTHERS: Bilingual("Leading others", "Leidinggeven aan anderen"),
    Moment.THINKING_OF_LEAVING: Bilingual("Thinking of leaving", "Denkt aan vertrek"),
}

SIGNALS = {
    1: Bilingual("asks about career plans", "vraagt naar loopbaanplannen"),
    2: Bilingual("helps to use what was learned", "helpt om het geleerde toe te passen"),
    3: Bilingual("opens doors", "opent deuren"),
}

BINS = {
    LOW: Bilingual("seldom (1, 2)", "zelden (1, 2)"),
    MIDDLE: Bilingual("sometimes (3)", "soms (3)"),
    HIGH: Bilingual("often (4, 5)", "vaak (4, 5)"),
}

ROUNDED_TO = Bilingual(
    "Rounded at random to a multiple of {base}. Figures do not add up exactly.",
    "Willekeurig afgerond op een veelvoud van {base}. Getallen tellen niet precies op.",
)
ROUNDED_REACH = Bilingual(
    "People rounded at random to a multiple of {base}, conversations to a multiple of {coarser}.",
    "Personen willekeurig afgerond op een veelvoud van {base}, gesprekken op een veelvoud van {coarser}.",
)
ROUNDED_AREAS = Bilingual(
    "People rounded at random to a multiple of {base}, each row on its own. Who did not want to be counted "
    "by part of the organisation, or whose part is not known, is in none of these rows: they do not add up "
    "to all people counted. The number of staff is the one in the programme kit, not a count.",
    "Personen willekeurig afgerond op een veelvoud van {base}, elke rij apart. Wie niet per deel van de "
    "organisatie geteld wil worden, of van wie het deel niet bekend is, staat in geen van deze rijen: samen "
    "zijn ze niet alle getelde personen. Het aantal medewerkers komt uit de programmakit en is niet geteld.",
)
ROUNDED_THEMES = Bilingual(
    "People, not mentions. A group is counted on its own, so it is not the sum of its themes. "
    "Rounded at random to a multiple of {base}.",
    "Personen, geen vermeldingen. Een groep is apart geteld en is dus niet de som van de thema's. "
    "Willekeurig afgerond op een veelvoud van {base}.",
)
ROUNDED_WHERE = Bilingual(
    "People rounded at random to a multiple of {base}, each cell on its own. Guarded and sensitive themes "
    "are not split.",
    "Personen willekeurig afgerond op een veelvoud van {base}, elke cel apart. Gevoelige thema's worden "
    "niet uitgesplitst.",
)

_HALVES = (
    Bilingual("First half of {year}", "Eerste helft van {year}"),
    Bilingual("Second half of {year}", "Tweede helft van {year}"),
)
_QUARTERS = (
    Bilingual("First quarter of {year}", "Eerste kwartaal van {year}"),
    Bilingual("Second quarter of {year}", "Tweede kwartaal van {year}"),
    Bilingual("Third quarter of {year}", "Derde kwartaal van {year}"),
    Bilingual("Fourth quarter of {year}", "Vierde kwartaal van {year}"),
)
_YEAR = Bilingual("The year {year}", "Het jaar {year}")


def period_name(period: Period) -> Bilingual:
    """A period in words."""
    quarter = period.first_quarter % PeriodLength.YEAR.value
    words = {
        PeriodLength.YEAR: (_YEAR,),
        PeriodLength.HALF_YEAR: (_HALVES[quarter // 2],),
        PeriodLength.QUARTER: (_QUARTERS[quarter],),
    }[period.length][0]
    return both(words, year=str(period.year))
