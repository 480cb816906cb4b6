"""Chance: some figures are left out whatever they are, each by a keyed coin of its own.

The attack step hides by looking at figures, so somebody who runs the program on every possible world could
tell from a dash why it is there. A dash that may always be there by chance makes nothing certain: whatever
the attack step hid in one world, coins can leave out in every other world that fits the rest. So every figure
that the attack step can hide has such a coin, and the breakdown as a whole has one too. The coin does not ask
how large a figure is: one that is under its floor and left out by chance says no more than any other.
"""

from collections.abc import Iterable, Mapping

from careernotes.disclosure.blur import COIN_SPACE, Blur
from careernotes.disclosure.plan import FigureKey, FigurePlan, TableId
from careernotes.disclosure.policy import LEFT_OUT, LEFT_OUT_OF_AREA, LEFT_OUT_WITH_PARTS

ONE_IN: Mapping[TableId, int] = {
    TableId.GROUPS: LEFT_OUT_WITH_PARTS,
    TableId.THEMES: LEFT_OUT,
    TableId.CHOSEN_BY: LEFT_OUT,
    TableId.MOMENT: LEFT_OUT,
    TableId.RATED: LEFT_OUT_WITH_PARTS,
    TableId.MANAGER: LEFT_OUT,
    TableId.AREA_GROUPS: LEFT_OUT_OF_AREA,
}
"""One in how many figures of each table is left out; a table that the attack step never hides is not here."""
_COIN = "chance/"
BREAKDOWN_COIN = _COIN + "breakdown"


def left_out(figures: Iterable[FigureKey], blur: Blur) -> frozenset[FigureKey]:
    """Which of the *figures* chance leaves out; two names of one figure go together."""
    return frozenset(key for key in figures if key.table in ONE_IN and _is_left_out(key, blur))


def leaves_out_breakdown(blur: Blur) -> bool:
    """Whether chance leaves out the breakdown as a whole."""
    return falls(blur.of(BREAKDOWN_COIN), LEFT_OUT_WITH_PARTS)


def falls(coin: int, one_in: int) -> bool:
    """Whether a coin falls on the side that leaves out, as one in so many does."""
    return coin * one_in < COIN_SPACE


def coin_name(key: FigureKey, plan: FigurePlan) -> str:
    """Under which name the coin is drawn: never the name of a coin that rounds."""
    return _COIN + plan.coin_name(key)


def _is_left_out(key: FigureKey, blur: Blur) -> bool:
    named = FigureKey.parse(blur.plan.coin_name(key))
    return falls(blur.of(coin_name(key, blur.plan)), ONE_IN[named.table])
