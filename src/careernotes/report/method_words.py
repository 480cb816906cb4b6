"""The words of the method page, the foot and the legend, in both languages."""

from careernotes.domain.words import Bilingual

METHOD = Bilingual("Method", "Methode")
METHOD_INTRO = Bilingual(
    "Each person counts once. Figures are nudged at random, small ones are not shown, and nobody's notes "
    "were read to make this.",
    "Iedereen telt één keer mee. Getallen zijn met toeval bijgesteld, kleine zijn niet getoond, en voor "
    "dit rapport heeft niemand notities gelezen.",
)
METHOD_INTRO_LIST = Bilingual(
    "A list of themes without numbers, made by a program that cannot read notes.",
    "Een lijst van thema's zonder getallen, gemaakt door een programma dat geen notities kan lezen.",
)
COUNTED = Bilingual("Who is counted", "Wie is geteld")
COUNTED_TEXT = Bilingual(
    "People with at least one conversation in the period who agreed to be counted: {people}. Mentors who "
    "contributed: {mentors}. The default answer is no. Somebody with two mentors counts twice: linking "
    "them would take a name.",
    "Mensen met minstens één gesprek in de periode die meegeteld wilden worden: {people}. Mentoren die "
    "bijdroegen: {mentors}. Het standaardantwoord is nee. Wie twee mentoren heeft, telt twee keer: "
    "koppelen kan niet zonder naam.",
)
COUNTED_TEXT_LIST = Bilingual(
    "People of one mentor with at least one conversation in the period who agreed to be counted: {people}. "
    "The default answer is no.",
    "Mensen van één mentor met minstens één gesprek in de periode die meegeteld wilden worden: {people}. "
    "Het standaardantwoord is nee.",
)
UNIT = Bilingual("What one is", "Wat één is")
UNIT_TEXT = Bilingual(
    "One person, not one mention. At most {cap} themes a person, main themes first.",
    "Eén persoon, niet één vermelding. Hoogstens {cap} thema's per persoon, hoofdthema's eerst.",
)
TAXONOMY = Bilingual("Themes", "Thema's")
TAXONOMY_TEXT = Bilingual(
    "The shared list, version {version}, {themes} themes. Mentors choose from it; they cannot add to it.",
    "De gedeelde lijst, versie {version}, {themes} thema's. Mentoren kiezen eruit; zij kunnen er niets aan "
    "toevoegen.",
)
NOT_COLLECTED = Bilingual("Not collected, or not yet", "Niet verzameld, of nog niet")
NOT_COLLECTED_TEXT = Bilingual(
    "Never collected: gender, age, origin, health data, grades, manager names. Not in this version of the "
    "report: movement over several periods, goals and steps, signals of staying, work of mentors, the "
    "value sheet.",
    "Nooit verzameld: gender, leeftijd, afkomst, gezondheidsgegevens, beoordelingen, namen van "
    "leidinggevenden. Nog niet in deze versie van het rapport: verloop over meer perioden, doelen en "
    "stappen, signalen van blijven, werk van mentoren, het waardeblad.",
)
NOT_COLLECTED_TEXT_LIST = Bilingual(
    "Never collected: gender, age, origin, health data, grades, manager names.",
    "Nooit verzameld: gender, leeftijd, afkomst, gezondheidsgegevens, beoordelingen, namen van "
    "leidinggevenden.",
)
WHO_TO_ASK = Bilingual("Whom to ask", "Aan wie te vragen")

RULES = Bilingual(
    "The rules, in the order in which they were applied", "De regels, in de volgorde waarin ze zijn toegepast"
)
RULE_GATE = Bilingual(
    "Gate. A report needs at least {mentors} mentors and {people} people; a part of the organisation at "
    "least {group} people. In both, people must be spread as if over at least {spread} equal mentors. "
    "Rounded figures must prove all of this, so just above a floor chance decides, anew each period. Only "
    "who took part counts here, never what was talked about.",
    "Poort. Een rapport vraagt minstens {mentors} mentoren en {people} personen; een deel van de "
    "organisatie minstens {group} personen. In beide moeten de mensen verspreid zijn als over minstens "
    "{spread} even grote mentoren. Afgeronde getallen moeten dit alles bewijzen; net boven een ondergrens "
    "beslist dus het toeval, elke periode opnieuw. Alleen wie meedeed telt hier, nooit waarover is "
    "gesproken.",
)
RULE_GATE_LIST = Bilingual(
    "Gate. A list needs at least {people} people.",
    "Poort. Een lijst vraagt minstens {people} personen.",
)
RULE_CAP = Bilingual(
    "Cap. At most {cap} themes of each person.",
    "Maximum. Hoogstens {cap} thema's van elke persoon.",
)
RULE_CAP_POOL = Bilingual(
    "Cap. At most {cap} themes and {sessions} conversations of each person.",
    "Maximum. Hoogstens {cap} thema's en {sessions} gesprekken van elke persoon.",
)
RULE_COUNT = Bilingual(
    "Count. Different people for each figure. A theme group is counted on its own. Only one breakdown, "
    "fixed in advance.",
    "Tellen. Verschillende mensen per getal. Een themagroep is apart geteld. Eén uitsplitsing, vooraf "
    "vastgelegd.",
)
RULE_COUNT_LIST = Bilingual(
    "Count. Different people for each theme; the counts stay with the mentor.",
    "Tellen. Verschillende mensen per thema; de aantallen blijven bij de mentor.",
)
RULE_BLUR = Bilingual(
    "Blur. Each figure was moved at random to a multiple of a step, and is off by less than that step: "
    "{base} people; {themes} for themes and theme groups, because a theme shows in both; {coarser} for "
    "conversations. The same report made again gives the same figures.",
    "Vervagen. Elk getal is willekeurig verschoven naar een veelvoud van een stap en wijkt minder dan die "
    "stap af: {base} personen; {themes} bij thema's en themagroepen, omdat een thema in beide te zien is; "
    "{coarser} bij gesprekken. Hetzelfde rapport opnieuw maken geeft dezelfde getallen.",
)
RULE_BLUR_LIST = Bilingual(
    "Blur. A theme of {never} people or fewer is never listed, of {always} or more always; between them "
    "chance decides, in equal steps. A group is on the list when one of its themes is.",
    "Vervagen. Een thema van {never} personen of minder komt nooit op de lijst, van {always} of meer "
    "altijd; daartussen beslist het toeval, in gelijke stappen. Een groep staat op de lijst als een van "
    "de thema's erop staat.",
)
RULE_HIDE = Bilingual(
    "Hide. A rounded figure under {floor} is not shown; a single theme from {theme}; the most sensitive "
    "themes from {sensitive}; ratings of managers when surely {rated} people were asked. Where nearly "
    "everybody had a theme, the figure stops early, with a +, so that it stays open who did not.",
    "Verbergen. Een afgerond getal onder {floor} is niet getoond; een enkel thema pas vanaf {theme}; de "
    "gevoeligste thema's pas vanaf {sensitive}; oordelen over leidinggevenden pas als het zeker {rated} "
    "personen is gevraagd. Waar bijna iedereen een thema had, stopt het getal eerder, met een +, zodat open "
    "blijft wie niet.",
)
RULE_CHANCE = Bilingual(
    "Chance. Whatever they are, one in {area} figures of a part of the organisation is left out, one in "
    "{parts} theme groups or numbers of people asked, one in {others} other figures, and in one report in "
    "{parts} all figures by part. So a figure that is not shown does not tell why.",
    "Toeval. Ongeacht de grootte valt een op de {area} getallen van een deel van de organisatie weg, een op "
    "de {parts} themagroepen en aantallen ondervraagden, een op de {others} andere getallen, en in een op de "
    "{parts} rapporten alles per deel. Zo verraadt een getal dat niet is getoond niet waarom.",
)
RULE_ATTACK_LIST = Bilingual(
    "Attack. The program tried every theme together with the lists before, on the list and off it. A theme "
    "that could point at a small group either way was kept out, whatever was said.",
    "Aanval. Het programma probeerde elk thema samen met de lijsten ervoor, op de lijst en ernaast. Een "
    "thema dat een kleine groep kon aanwijzen, bleef weg, wat er ook was gezegd.",
)
RULE_ATTACK = Bilingual(
    "Attack. The program tried to break this report together with every earlier one, and hid what gave way.",
    "Aanval. Het programma probeerde dit rapport samen met alle eerdere te kraken, en verborg wat niet "
    "standhield.",
)
RULE_SHARES = Bilingual(
    "Shares. Contributions were split between two collectors, so that neither could read the figures of "
    "one mentor.",
    "Delen. Bijdragen zijn over twee verzamelaars verdeeld, zodat geen van beiden de getallen van één "
    "mentor kon lezen.",
)
RULE_SEAL = Bilingual(
    "Seal. This file was made from the published figures alone, and each report names the one before it.",
    "Verzegelen. Dit bestand is alleen uit de gepubliceerde getallen gemaakt, en elk rapport noemt het "
    "vorige.",
)
RULE_SEAL_LIST = Bilingual(
    "Seal. This file was made from the listed themes alone, and names no list before it.",
    "Verzegelen. Dit bestand is alleen uit de thema's op de lijst gemaakt, en noemt geen eerdere lijst.",
)
NOT_RUN = Bilingual("Checks this report has not been through", "Controles die dit rapport niet heeft gehad")
ALL_RUN = Bilingual("This report has been through every check.", "Dit rapport heeft elke controle gehad.")
ATTACK_NOT_RUN = Bilingual(
    "Attack: not run on this report. The program did not try to break it together with earlier ones. Keep "
    "this report within the circle it was made for.",
    "Aanval: niet uitgevoerd op dit rapport. Het programma heeft niet geprobeerd het samen met eerdere te "
    "kraken. Houd dit rapport binnen de kring waarvoor het is gemaakt.",
)
SHARES_NOT_RUN = Bilingual(
    "Splitting between two collectors: the kit of this programme asks for none. Contributions were sealed to "
    "the trustee alone, whose program opened them to add them up.",
    "Verdelen over twee verzamelaars: de kit van dit programma vraagt dat niet. Bijdragen waren alleen voor "
    "de onafhankelijke bewaarder verzegeld, en het programma van de bewaarder opende ze om ze op te tellen.",
)
LIMITS = Bilingual("Known limits", "Bekende grenzen")
LIMIT_ITEMS = (
    Bilingual(
        "People choose what to bring up. What is absent here is not absent in the organisation.",
        "Mensen kiezen zelf wat ze inbrengen. Wat hier ontbreekt, ontbreekt niet in de organisatie.",
    ),
    Bilingual(
        "Mentors code themes themselves; how well they agree has not been tested.",
        "Mentoren kennen thema's zelf toe; of zij daarin overeenstemmen, is niet getoetst.",
    ),
    Bilingual(
        "Things that occur together need not cause each other.",
        "Wat samen voorkomt, hoeft elkaar niet te veroorzaken.",
    ),
)
LIMIT_ITEMS_POOL = (
    *LIMIT_ITEMS,
    Bilingual(
        "A small programme sees less. Random rounding over many periods has no formal guarantee.",
        "Een klein programma ziet minder. Willekeurig afronden over veel perioden geeft geen formele "
        "garantie.",
    ),
)
# For a kit that names a trustee and no lead.
LIMIT_ONE_KEEPER = Bilingual(
    "Senders are not checked against a list of mentors: the trustee must know whom each file came from. What "
    "was released is remembered in one ledger folder; an empty second one would forget it.",
    "Afzenders worden niet met een lijst van mentoren vergeleken: de bewaarder moet weten van wie elk "
    "bestand kwam. Wat is uitgebracht, staat in één grootboekmap; een lege tweede zou het vergeten.",
)
EMPLOYEES = Bilingual("For every employee", "Voor elke medewerker")
EMPLOYEES_TEXT = Bilingual(
    "What you tell your mentor stays with your mentor. You decide whether you are counted, and you can "
    "change your mind for every report that is not out yet. Nobody can look up here what you said.",
    "Wat je je mentor vertelt, blijft bij je mentor. Je beslist zelf of je meetelt, en je kunt je bedenken "
    "voor elk rapport dat nog niet uit is. Niemand kan hier opzoeken wat jij hebt gezegd.",
)
VERIFY = Bilingual("This report and its chain", "Dit rapport en zijn keten")
HOW_TO_VERIFY = Bilingual("How to check it", "Zo controleer je het")
HOW_TO_VERIFY_TEXT = Bilingual(
    "Keep all files of the report in one folder and run: careernotes-export verify report.json --kit KIT",
    "Bewaar alle bestanden van het rapport in één map en voer uit: careernotes-export verify report.json "
    "--kit KIT",
)
SOFTWARE = Bilingual("Made with", "Gemaakt met")
KIT_HASH = Bilingual("Hash of the programme kit", "Hash van de programmakit")
PLAN_HASH = Bilingual("Hash of the report plan", "Hash van het rapportplan")
PREVIOUS = Bilingual("Report before this one", "Rapport hiervoor")
NO_PREVIOUS = Bilingual("none: this is the first", "geen: dit is het eerste")

INDEPENDENT_POOL = Bilingual(
    "Added up by the programme's trustee from sealed contributions of mentors. HR, managers and the "
    "programme lead cannot see notes, names or the figures of one mentor.",
    "Opgeteld door de onafhankelijke bewaarder van het programma, uit verzegelde bijdragen van mentoren. "
    "HR, leidinggevenden en de programmaleider zien geen notities, namen of getallen van één mentor.",
)
INDEPENDENT_LIST = Bilingual(
    "Made by the mentor on the mentor's own computer. HR, managers and the programme lead cannot see "
    "notes, names or numbers.",
    "Gemaakt door de mentor op de eigen computer. HR, leidinggevenden en de programmaleider zien geen "
    "notities, namen of getallen.",
)
LEGEND = Bilingual(
    "c = not shown: few people or none, hidden to protect others, or left out by chance. z = does not apply. "
    "x = not collected. A number with + = about that or more. Figures are rounded at random and do not add "
    "up exactly.",
    "c = niet getoond: weinig mensen of niemand, verborgen om anderen te beschermen, of door toeval "
    "weggelaten. z = niet van toepassing. x = niet verzameld. Een getal met + = ongeveer dat of meer. "
    "Getallen zijn willekeurig afgerond en tellen niet precies op.",
)
LEGEND_LIST = Bilingual(
    "A list without numbers. A theme that is not on it is not shown, to protect people; it may also not "
    "have come up.",
    "Een lijst zonder getallen. Een thema dat er niet op staat, is niet getoond ter bescherming van "
    "personen; het kan ook niet besproken zijn.",
)
