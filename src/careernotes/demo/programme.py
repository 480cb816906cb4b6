"""The kit of the invented programme: an organisation that does not exist, with groups as the generator
knows them.
"""

import datetime as dt
import hashlib

from careernotes.assets import read_json
from careernotes.canonical import Json, canonical_hash
from careernotes.demo.chapters import CONTENT_VERSION, segment_key
from careernotes.demo.spec import shipped_spec
from careernotes.demo.world import shipped_taxonomy
from careernotes.domain.kit import SHARED_FORMAT, PolicyFloors
from careernotes.sealing.programme_keys import PublicKeys

HEADCOUNT = 6200
_SMALLEST = 50
_TERMS = (
    (
        "Mentoring is voluntary for both, and either may stop at any time without giving a reason.",
        "Mentoring is voor beiden vrijwillig; ieder mag stoppen zonder een reden te geven.",
    ),
    (
        "What is said stays between mentor and mentee, within the limits they go through together.",
        "Wat besproken wordt blijft tussen mentor en mentee, binnen de grenzen die zij samen doornemen.",
    ),
    (
        "A mentor takes no part in any decision about the mentee and reports to nobody about the mentee.",
        "Een mentor beslist nergens over mee en brengt aan niemand verslag uit over de mentee.",
    ),
)
_NAMES: dict[str, tuple[tuple[str, str], ...]] = {
    "business_area": (
        ("Operations", "Uitvoering"),
        ("Customer service", "Klantenservice"),
        ("Technology", "Techniek"),
        ("Finance and control", "Financiën en control"),
        ("Logistics", "Logistiek"),
        ("Research", "Onderzoek"),
        ("People and communication", "Personeel en communicatie"),
        ("Legal and risk", "Juridisch en risico"),
    ),
    "level_band": (
        ("Starting out", "Beginnend"),
        ("Professional", "Ervaren"),
        ("First managers", "Eerste leidinggevenden"),
        ("Senior managers", "Hogere leidinggevenden"),
    ),
    "region": (
        ("Head office", "Hoofdkantoor"),
        ("North", "Noord"),
        ("South", "Zuid"),
        ("East", "Oost"),
        ("Coast", "Kust"),
        ("Abroad", "Buitenland"),
    ),
    "tenure_band": (
        ("Under two years", "Minder dan twee jaar"),
        ("Two to five years", "Twee tot vijf jaar"),
        ("Five to ten years", "Vijf tot tien jaar"),
        ("Ten to twenty years", "Tien tot twintig jaar"),
        ("Over twenty years", "Meer dan twintig jaar"),
    ),
    "function_family": (
        ("Service and planning", "Service en planning"),
        ("Engineering", "Techniek"),
        ("Information technology", "Informatietechnologie"),
        ("Finance", "Financiën"),
        ("Project work", "Projecten"),
        ("Policy", "Beleid"),
        ("Quality", "Kwaliteit"),
        ("Communication", "Communicatie"),
        ("Purchasing", "Inkoop"),
        ("Law", "Recht"),
    ),
}


def kit_of(seed: int, year: int, *, lead: PublicKeys, trustee: PublicKeys) -> dict[str, Json]:
    """The kit of one year as a plain value, ready to be signed by the lead."""
    return {
        "format": SHARED_FORMAT,
        "programme_id": hashlib.sha256(f"careernotes demo programme {seed} {year}".encode()).hexdigest()[:32],
        "title": _words(f"Career mentoring {year}", f"Loopbaanmentoring {year}"),
        "purpose": _words(
            "People find their next step here, and the organisation learns what helps and what hinders.",
            "Mensen vinden hier hun volgende stap, en de organisatie leert wat helpt en wat hindert.",
        ),
        "terms": [_words(english, dutch) for english, dutch in _TERMS],
        "terms_version": CONTENT_VERSION,
        "code_version": CONTENT_VERSION,
        "coordinator": _words("Programme office (invented)", "Programmabureau (verzonnen)"),
        "starts_on": dt.date(year, 1, 1).isoformat(),
        "ends_on": dt.date(year + 1, 12, 31).isoformat(),
        "period": "year",
        "taxonomy_version": shipped_taxonomy().version,
        "taxonomy_hash": canonical_hash(read_json("taxonomy", "careernotes-core-1.json")),
        "segments": {dimension: _groups(dimension) for dimension in _NAMES},
        "breakdown": "business_area",
        "store_sensitive": True,
        "other_country_rule": False,
        "floors": {name: getattr(PolicyFloors(), name) for name in PolicyFloors.__slots__},
        "contacts": [
            _contact("confidential", "Confidential adviser", "Vertrouwenspersoon", "adviser"),
            _contact("programme", "Programme office", "Programmabureau", "mentoring"),
            _contact(
                "trustee", "Works council, trustee of the reports", "Ondernemingsraad, bewaarder", "trustee"
            ),
        ],
        "trustee_box_key": trustee.box_key,
        "trustee_sign_key": trustee.sign_key,
        "lead_sign_key": lead.sign_key,
        "lead_box_key": lead.box_key,
    }


def _words(english: str, dutch: str) -> dict[str, Json]:
    return {"en": english, "nl": dutch}


def _contact(role: str, english: str, dutch: str, mailbox: str) -> dict[str, Json]:
    return {"role": role, "name": _words(english, dutch), "reach": f"{mailbox}@example.org"}


def _groups(dimension: str) -> list[Json]:
    """The groups of one dimension with a headcount that follows the shares of the generator."""
    table = shipped_spec().segments[dimension]
    shares = [upper - lower for lower, upper in zip((0.0, *table.steps), table.steps, strict=False)]
    groups: list[Json] = []
    for number, ((english, dutch), share) in enumerate(zip(_NAMES[dimension], shares, strict=True), start=1):
        headcount = max(round(HEADCOUNT * share / table.steps[-1]), _SMALLEST)
        key = segment_key(dimension, number)
        groups.append({"number": number, "key": key, "en": english, "nl": dutch, "headcount": headcount})
    return groups
