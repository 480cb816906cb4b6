"""Which keys make a report that shows what reports can show.

Chance leaves out a few figures of each report, and once in a while the division by area as a whole. A
demonstration is given keys with which it does not.
"""

from functools import partial

from careernotes.disclosure.blur import Blur
from careernotes.disclosure.chance import leaves_out_breakdown, left_out
from careernotes.disclosure.plan import TableId, figure_plan
from careernotes.domain.kit import ProgrammeKit
from careernotes.domain.periods import Period
from careernotes.domain.taxonomy import Taxonomy
from careernotes.sealing.blur import coin


def shows_enough(kit: ProgrammeKit, taxonomy: Taxonomy, period: Period, secret: bytes | bytearray) -> bool:
    """Whether chance leaves the areas and every theme group in the report of *period*."""
    plan = figure_plan(kit, taxonomy)
    blur = Blur(coin=partial(coin, secret), plan=plan, period=period)
    return not left_out(plan.of(TableId.GROUPS), blur) and not leaves_out_breakdown(blur)
