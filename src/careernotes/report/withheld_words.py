"""The words of the page that says what is not shown, and why, in both languages."""

from careernotes.domain.words import Bilingual

WITHHELD = Bilingual("What is not shown, and why", "Wat niet is getoond, en waarom")
COUNT_HIDDEN = Bilingual(
    "Of about {all} figures in this report, about {hidden} are not shown. In tables they are a c, in "
    "charts they are hatched.",
    "Van de ongeveer {all} getallen in dit rapport zijn er ongeveer {hidden} niet getoond. In tabellen "
    "staat een c, in grafieken een arcering.",
)
ALL_SHOWN = Bilingual("Every figure in this report is shown.", "Elk getal in dit rapport is getoond.")
LIST_NOT_SHOWN = Bilingual(
    "This list holds no numbers. Most themes are not on it, and that says nothing about them.",
    "Deze lijst bevat geen getallen. De meeste thema's staan er niet op, en dat zegt niets over die thema's.",
)
KINDS = Bilingual("The rules that hide a figure", "De regels die een getal verbergen")
KIND_SMALL = Bilingual(
    "The rounded figure is under {floor}, or that of a single theme under {theme}. It may also be none.",
    "Het afgeronde getal is lager dan {floor}, of dat van een enkel thema lager dan {theme}. Het kan ook "
    "niemand zijn.",
)
KIND_SENSITIVE = Bilingual(
    "A sensitive theme is shown from a rounded figure of {floor} only, and for the whole programme only.",
    "Een gevoelig thema wordt alleen getoond vanaf een afgerond getal van {floor}, en alleen voor het hele "
    "programma.",
)
KIND_PARTS = Bilingual(
    "The figure is a part of a larger one that is not shown: a theme of its group, or a group in one part of "
    "the organisation.",
    "Het getal is een deel van een groter getal dat niet is getoond: een thema van zijn groep, of een groep "
    "in één deel van de organisatie.",
)
KIND_NOT_STORED = Bilingual(
    "This programme does not collect the most sensitive themes at all. They are marked x.",
    "Dit programma verzamelt de gevoeligste thema's helemaal niet. Daar staat een x.",
)
KIND_AREAS = Bilingual(
    "Parts of the organisation with fewer than {people} people, or where few mentors stand for many "
    "people, are counted together. At least {mentors} mentors' worth of people must be in each part that "
    "is shown.",
    "Delen van de organisatie met minder dan {people} personen, of waar weinig mentoren voor veel mensen "
    "staan, zijn samengeteld. In elk getoond deel staan de mensen van minstens {mentors} mentoren.",
)
KIND_NO_BREAKDOWN = Bilingual(
    "No figures by part of the organisation: that takes parts of at least {people} people, spread over the "
    "equivalent of {mentors} mentors or more.",
    "Geen getallen per deel van de organisatie: daarvoor zijn delen van minstens {people} personen nodig, "
    "verspreid over omgerekend {mentors} mentoren of meer.",
)
KIND_NO_BREAKDOWN_TRIED = Bilingual(
    "No figures by part of the organisation: that takes parts of at least {people} people, spread over the "
    "equivalent of {mentors} mentors or more. Or chance left them out, or with earlier reports they would "
    "have told something about few people.",
    "Geen getallen per deel van de organisatie: daarvoor zijn delen van minstens {people} personen nodig, "
    "verspreid over omgerekend {mentors} mentoren of meer. Of het toeval liet ze weg, of ze hadden samen met "
    "eerdere rapporten iets gezegd over een klein aantal mensen.",
)
KIND_NO_WHERE = Bilingual(
    "No page of themes by part of the organisation: under {share} % of its figures could be shown. Those "
    "stand in the data tables.",
    "Geen pagina met thema's per deel van de organisatie: minder dan {share} % van de getallen kon worden "
    "getoond. Die staan in de tabellen.",
)
KIND_NOT_DECLARED = Bilingual(
    "No figures by part of the organisation: the programme chose to have none.",
    "Geen getallen per deel van de organisatie: daar heeft het programma voor gekozen.",
)
KIND_NO_MANAGER = Bilingual(
    "No page about direct managers: that takes surely {rated} people who were asked. This says nothing "
    "about managers.",
    "Geen pagina over direct leidinggevenden: daarvoor moet het zeker {rated} personen zijn gevraagd. Dit "
    "zegt niets over leidinggevenden.",
)
KIND_CHECK = Bilingual(
    "The figure would, with earlier reports, tell something about few people.",
    "Het getal zou, samen met eerdere rapporten, iets zeggen over een klein aantal mensen.",
)
KIND_CHANCE = Bilingual(
    "Chance left the figure out, however many people it counts.",
    "Het toeval liet het getal weg, hoeveel mensen het ook telt.",
)
LIST_KINDS = (
    Bilingual(
        "Few of the people counted brought the theme, or chance left it out.",
        "Weinig van de getelde mensen brachten het thema in, of het toeval liet het weg.",
    ),
    Bilingual(
        "Guarded and sensitive themes are never on a list of one mentor.",
        "Gevoelige thema's staan nooit op de lijst van één mentor.",
    ),
)
NEVER_HERE = Bilingual("Never in a report", "Nooit in een rapport")
NEVER = (
    Bilingual(
        "Names, notes, dates, or anybody's own words.", "Namen, notities, datums of iemands eigen woorden."
    ),
    Bilingual("Anybody who did not agree to be counted.", "Wie niet meegeteld wilde worden."),
    Bilingual(
        "Which mentor or which manager a figure is about.",
        "Over welke mentor of leidinggevende een getal gaat.",
    ),
)
WOULD_SHOW_MORE = Bilingual("What would let more be shown", "Waardoor er meer getoond kan worden")
MORE = (
    Bilingual(
        "More mentors who contribute, and more people who agree to be counted.",
        "Meer mentoren die bijdragen, en meer mensen die meegeteld willen worden.",
    ),
    Bilingual(
        "Larger parts of the organisation in the programme kit.",
        "Grotere delen van de organisatie in de programmakit.",
    ),
    Bilingual(
        "A longer period, chosen before the programme year starts.",
        "Een langere periode, gekozen voordat het programmajaar begint.",
    ),
)
LIST_MORE = (
    Bilingual(
        "A report of the whole programme shows more, and protects better: there each person counts among "
        "many.",
        "Een rapport over het hele programma toont meer en beschermt beter: daar telt iedereen mee tussen "
        "velen.",
    ),
)
NO_FINER_CUT = Bilingual(
    "We will not give a finer cut, also not verbally. Ask the programme lead which coarser cut can be "
    "planned for next period.",
    "Een fijnere uitsplitsing geven wij niet, ook niet mondeling. Vraag de programmaleider welke grovere "
    "indeling er voor de volgende periode kan komen.",
)
