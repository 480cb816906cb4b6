"""The words of a report with noise: legend, method page and what is not shown, in both languages."""

from careernotes.disclosure.mechanisms import Vector
from careernotes.domain.words import Bilingual

LEGEND = Bilingual(
    "c = not shown, to protect people (it may also be none). z = does not apply. x = not collected. "
    "Figures have noise in whole numbers and do not add up exactly.",
    "c = niet getoond, ter bescherming van personen (het kan ook niemand zijn). z = niet van toepassing. x "
    "= niet verzameld. Getallen hebben ruis in gehele getallen en tellen niet precies op.",
)
RULE_GATE = Bilingual(
    "Gate. A report with noise needs at least {noise} people and {mentors} mentors; a part of the "
    "organisation at least {group} people. In both, people must be spread as if over at least "
    "{spread} equal mentors. Rounded figures, which are not printed, must prove all of this, so just "
    "above a floor chance decides, anew each period. Only who took part counts here, never what was "
    "talked about.",
    "Poort. Een rapport met ruis vraagt minstens {noise} personen en {mentors} mentoren; een deel van "
    "de organisatie minstens {group} personen. In beide moeten de mensen verspreid zijn als over "
    "minstens {spread} even grote mentoren. Afgeronde getallen, die niet worden afgedrukt, moeten dit "
    "alles bewijzen; net boven een ondergrens beslist dus het toeval, elke periode opnieuw. Alleen "
    "wie meedeed telt hier, nooit waarover is gesproken.",
)
RULE_CAP = Bilingual(
    "Cap. At most {cap} themes of each person.",
    "Maximum. Hoogstens {cap} thema's van elke persoon.",
)
RULE_NOISE = Bilingual(
    "Noise. Each counted cell got a whole number from the discrete Laplace distribution: x with "
    "probability (1 - q) / (1 + q) × q^|x|, where q = e^(-1/b) and b is the scale. Totals are sums of "
    "cells. The noise was drawn once, by the operating system's own chance, and kept nowhere; the "
    "same report made again gives the same figures. How many conversations were held is not printed: "
    "one person can be many of them.",
    "Ruis. Elke getelde cel kreeg een geheel getal uit de discrete Laplace-verdeling: x met kans (1 - "
    "q) / (1 + q) × q^|x|, met q = e^(-1/b) en b de schaal. Totalen zijn sommen van cellen. De ruis "
    "is één keer getrokken, met het toeval van het besturingssysteem, en nergens bewaard; hetzelfde "
    "rapport opnieuw maken geeft dezelfde getallen. Het aantal gesprekken is niet afgedrukt: één "
    "persoon kan er vele van zijn.",
)
RULE_HIDE = Bilingual(
    "Hide. A figure that with its noise is under {floor}, or under what noise may make of nobody (the "
    "notes of the tables say how much), is not shown; the most sensitive themes from {sensitive}; "
    "ratings of managers when with noise at least {rated} people were asked.",
    "Verbergen. Een getal dat met zijn ruis lager is dan {floor}, of lager dan wat ruis van niemand "
    "kan maken (de noten bij de tabellen zeggen hoeveel), is niet getoond; de gevoeligste thema's pas "
    "vanaf {sensitive}; oordelen over leidinggevenden pas als het met ruis minstens {rated} personen "
    "is gevraagd.",
)
GIVEN_AWAY = Bilingual("How much the noise gives away", "Hoeveel de ruis prijsgeeft")
GIVEN_AWAY_TEXT = Bilingual(
    "One person more or less changes the chance of any printed outcome by a factor of e^epsilon at most "
    "(differential privacy). It is so for a vector of cells when b = sensitivity / epsilon, where the "
    "sensitivity is the most that one person adds to the vector. What vectors give away adds up, and "
    "so do the reports of a year.",
    "Eén persoon meer of minder verandert de kans op elke afgedrukte uitkomst met hoogstens een "
    "factor e^epsilon (differential privacy). Dat geldt voor een vector van cellen als b = gevoeligheid / "
    "epsilon, waarbij de gevoeligheid het meeste is dat één persoon aan de vector toevoegt. Wat vectoren "
    "prijsgeven telt op, en de rapporten van een jaar ook.",
)
THIS_REPORT = Bilingual("This report", "Dit rapport")
THIS_REPORT_TEXT = Bilingual(
    "Declared scale s = {scale}. epsilon = {cap}/s + 1/(2s) + 1/(2s) = {epsilon}: for what people talked "
    "about, for who took part and how they came, and for ratings.",
    "Opgegeven schaal s = {scale}. epsilon = {cap}/s + 1/(2s) + 1/(2s) = {epsilon}: voor waar mensen over "
    "spraken, voor wie meededen en hoe zij kwamen, en voor oordelen.",
)
THIS_YEAR = Bilingual("This year", "Dit jaar")
THIS_YEAR_TEXT = Bilingual(
    "With this report epsilon = {spent} of at most {budget}. At the limit the program makes no "
    "further report.",
    "Met dit rapport epsilon = {spent} van hoogstens {budget}. Bij de grens maakt het programma geen "
    "rapport meer.",
)
VECTOR_TEXT = Bilingual(
    "sensitivity {sensitivity}, b = {scale}, epsilon = {epsilon}",
    "gevoeligheid {sensitivity}, b = {scale}, epsilon = {epsilon}",
)
VECTORS = {
    Vector.GROUPS: Bilingual(
        "Theme groups, by part of the organisation", "Themagroepen, per deel van de organisatie"
    ),
    Vector.THEMES: Bilingual("Themes", "Thema's"),
    Vector.AREAS: Bilingual("People, by part of the organisation", "Personen, per deel van de organisatie"),
    Vector.CHOSEN_BY: Bilingual("How people came to their mentor", "Hoe mensen bij hun mentor kwamen"),
    Vector.MOMENT: Bilingual("The moment in a career", "Het moment in de loopbaan"),
    Vector.ASKS: Bilingual("Rating: asks about career plans", "Oordeel: vraagt naar loopbaanplannen"),
    Vector.HELPS: Bilingual(
        "Rating: helps to use what was learned", "Oordeel: helpt om het geleerde toe te passen"
    ),
    Vector.OPENS: Bilingual("Rating: opens doors", "Oordeel: opent deuren"),
}
ATTACK_NOT_RUN = Bilingual(
    "Attack: not run on this report. Breaking a report rests on figures that are off by less than a "
    "step; noise has no such limit, so no figure here proves anything by itself. What it gives away "
    "is epsilon.",
    "Aanval: niet uitgevoerd op dit rapport. Een rapport kraken steunt op getallen die minder dan een "
    "stap afwijken; ruis heeft zo'n grens niet, dus geen getal hier bewijst op zichzelf iets. Wat "
    "het prijsgeeft, is epsilon.",
)
LIMITS = (
    Bilingual(
        "epsilon covers the printed figures. Whether there is a report, and which parts of the organisation "
        "stand alone in it, is decided by rounded sizes, outside of epsilon.",
        "epsilon gaat over de afgedrukte getallen. Of er een rapport is, en welke delen van de organisatie "
        "er apart in staan, beslissen afgeronde aantallen, buiten epsilon om.",
    ),
    Bilingual(
        "epsilon is about one person. About k people together the figures tell k times as much, and "
        "somebody with two mentors counts as two.",
        "epsilon gaat over één persoon. Over k mensen samen zeggen de getallen k keer zoveel, en wie twee "
        "mentoren heeft, telt als twee.",
    ),
)
KIND_SMALL = Bilingual(
    "The figure is, with its noise, under {floor} or under what noise may make of nobody. It may also "
    "be none.",
    "Het getal is met zijn ruis lager dan {floor} of lager dan wat ruis van niemand kan maken. Het "
    "kan ook niemand zijn.",
)
KIND_SENSITIVE = Bilingual(
    "A sensitive theme is shown from a noisy figure of {floor} only, and for the whole programme only.",
    "Een gevoelig thema wordt alleen getoond vanaf een getal met ruis van {floor}, en alleen voor het hele "
    "programma.",
)
KIND_SESSIONS = Bilingual(
    "The number of conversations is in no report with noise.",
    "Het aantal gesprekken staat in geen enkel rapport met ruis.",
)
