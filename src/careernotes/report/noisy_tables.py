"""The tables of a report with noise: how far their figures may be off, and what their notes say of it."""

from dataclasses import replace

from careernotes.disclosure.plan import TableId
from careernotes.disclosure.safe_table import SafeReport
from careernotes.domain.words import Bilingual
from careernotes.report.document import Table
from careernotes.report.wording import both

_COUNTED_IN = {
    "reach": (TableId.PEOPLE,),
    "areas": (TableId.AREAS,),
    "chosen": (TableId.CHOSEN_BY,),
    "themes": (TableId.GROUPS, TableId.THEMES),
    "moments": (TableId.MOMENT,),
    "where": (TableId.AREAS, TableId.AREA_GROUPS),
    "manager": (TableId.MANAGER, TableId.RATED),
}
_NOISE = Bilingual(
    "With noise in whole numbers: in 19 of 20 cases a figure is off by {error} at most. Figures do "
    "not add up exactly.",
    "Met ruis in gehele getallen: in 19 van de 20 gevallen wijkt een getal hoogstens {error} af. "
    "Getallen tellen niet precies op.",
)
_AREAS = Bilingual(
    "With noise in whole numbers: in 19 of 20 cases a figure is off by {error} at most. Who did not "
    "want to be counted by part of the organisation, or whose part is not known, is in none of these "
    "rows. The number of staff is the one in the programme kit, not a count.",
    "Met ruis in gehele getallen: in 19 van de 20 gevallen wijkt een getal hoogstens {error} af. Wie "
    "niet per deel van de organisatie geteld wil worden, of van wie het deel niet bekend is, staat in "
    "geen van deze rijen. Het aantal medewerkers komt uit de programmakit en is niet geteld.",
)
_THEMES = Bilingual(
    "People, not mentions. A group is counted on its own, so it is not the sum of its themes. With "
    "noise in whole numbers: in 19 of 20 cases a figure is off by {error} at most.",
    "Personen, geen vermeldingen. Een groep is apart geteld en is dus niet de som van de thema's. Met "
    "ruis in gehele getallen: in 19 van de 20 gevallen wijkt een getal hoogstens {error} af.",
)
_WHERE = Bilingual(
    "With noise in whole numbers, each cell its own: in 19 of 20 cases a figure is off by {error} at most. "
    "Guarded and sensitive themes are not split.",
    "Met ruis in gehele getallen, elke cel apart: in 19 van de 20 gevallen wijkt een getal hoogstens {error} "
    "af. Gevoelige thema's worden niet uitgesplitst.",
)
_NOTES = {"areas": _AREAS, "themes": _THEMES, "where": _WHERE}


def noisy(table: Table, safe: SafeReport) -> Table:
    """*table* of a report with noise."""
    counted = (safe.table(each) for each in _COUNTED_IN[table.key])
    error = max(each.error for each in counted if each is not None)
    return replace(
        table,
        error=error,
        # What is not shown has a noisy value under this.
        floor=max(safe.policy.hide_below, error),
        note=both(_NOTES.get(table.key, _NOISE), error=error),
    )
