"""Hide: a blurred figure under its floor is not shown. Zero is never shown as zero.

The rule sees blurred values only, so that what is hidden tells no more than what is shown. True counts
go into the reasons, which only the mentor or the trustee sees. Where a figure is not shown, the figures that
count some of the same people are not shown either: the parts would tell what was hidden of the whole.
"""

from collections.abc import Collection, Mapping

from careernotes.disclosure.plan import FigureKey, FigurePlan, TableId
from careernotes.disclosure.policy import SEEN_TWICE_BASE, SESSIONS_COARSER, Policy
from careernotes.disclosure.reasons import Reason, ReasonCode

Figures = Mapping[FigureKey, int]
_SEEN_TWICE = frozenset({TableId.THEMES, TableId.GROUPS})


def base_of(table: TableId, base: int) -> int:
    """The rounding base of one table. One person can be ten sessions, so sessions are rounded ten times
    coarser; a theme shows in its own figure and in its group's, so both are rounded to ten at least.
    """
    if table is TableId.SESSIONS:
        return base * SESSIONS_COARSER
    return max(base, SEEN_TWICE_BASE) if table in _SEEN_TWICE else base


def hide(
    figures: Figures, blurred: Figures, *, base: int, plan: FigurePlan, policy: Policy
) -> dict[FigureKey, Reason]:
    """The figures that are not shown, each with its reason."""
    withheld = too_small(figures, blurred, base=base, plan=plan, policy=policy)
    return withheld | parts_of_hidden(withheld, blurred, plan)


def parts_of_hidden(
    withheld: Collection[FigureKey], figures: Collection[FigureKey], plan: FigurePlan
) -> dict[FigureKey, Reason]:
    """The figures that are not shown because a whole of which they are a part is not."""
    return {
        key: Reason(key=key, code=ReasonCode.WHOLE_HIDDEN)
        for key in figures
        if key not in withheld and _has_hidden_whole(key, withheld, plan)
    }


def _has_hidden_whole(key: FigureKey, withheld: Collection[FigureKey], plan: FigurePlan) -> bool:
    return any(whole in withheld or _has_hidden_whole(whole, withheld, plan) for whole in plan.wholes_of(key))


def too_small(
    figures: Figures, blurred: Figures, *, base: int, plan: FigurePlan, policy: Policy
) -> dict[FigureKey, Reason]:
    """The figures that are hidden for what they are themselves, whatever is shown beside them."""
    withheld = {}
    for key, value in blurred.items():
        reason = _rated_reason(key, figures, blurred, base=base, policy=policy)
        if reason is None and value < (floor := floor_of(key, base=base, plan=plan, policy=policy)):
            reason = _small_reason(key, figures[key], floor, policy)
        if reason is not None:
            withheld[key] = reason
    return withheld


def floor_of(key: FigureKey, *, base: int, plan: FigurePlan, policy: Policy) -> int:
    """The least blurred value that may be shown."""
    if key.table is TableId.THEMES and key.row in plan.sensitive:
        return max(theme_floor(base, policy), policy.sensitive_from)
    if key.table is TableId.THEMES or (key.table is TableId.GROUPS and key.row in plan.alike):
        return theme_floor(base, policy)
    return max(policy.hide_below, base_of(key.table, base))


def theme_floor(base: int, policy: Policy) -> int:
    """The least blurred value of a single theme: where its step is coarser than that of the programme, one
    step more, so that the coarser step never lets a theme of fewer people through.
    """
    step = base_of(TableId.THEMES, base)
    return max(policy.hide_below, 2 * step if step > base else step)


def _rated_reason(
    key: FigureKey, figures: Figures, blurred: Figures, *, base: int, policy: Policy
) -> Reason | None:
    """Ratings need as many people as the floor says, and the blurred number must prove it."""
    if key.table not in {TableId.MANAGER, TableId.RATED}:
        return None
    rated = FigureKey(TableId.RATED, key.row)
    surely = blurred[rated] - (base - 1)
    if surely >= policy.rated:
        return None
    return Reason(key=key, code=ReasonCode.FEW_RATED, params=(figures[rated], policy.rated))


def _small_reason(key: FigureKey, people: int, floor: int, policy: Policy) -> Reason:
    if people == 0:
        return Reason(key=key, code=ReasonCode.NOBODY)
    if people >= floor:
        code = ReasonCode.ROUNDED_DOWN
    elif floor == policy.sensitive_from and people >= policy.hide_below:
        code = ReasonCode.SENSITIVE
    else:
        code = ReasonCode.FEW
    return Reason(key=key, code=code, params=(people, floor))
