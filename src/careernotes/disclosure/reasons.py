"""Why figures are withheld: for the eyes of the mentor or the trustee, on screen, never in a file."""

import enum
from dataclasses import dataclass

from careernotes.disclosure.plan import FigureKey


class ReasonCode(enum.Enum):
    """Why one figure is not shown. What the numbers with it mean stands behind each."""

    NOBODY = "nobody"
    FEW = "few"  # people, floor
    ROUNDED_DOWN = "rounded_down"  # people, floor
    SENSITIVE = "sensitive"  # people, floor
    FEW_RATED = "few_rated"  # people who rated, floor
    AREA_FEW = "area_few"  # people in the area, floor
    AREA_FEW_MENTORS = "area_few_mentors"  # people in the area
    MERGED_FEW = "merged_few"  # people in the merged areas, floor
    WHOLE_HIDDEN = "whole_hidden"
    CHANCE = "chance"
    CHECK = "check"
    NOISY_FEW = "noisy_few"  # 0, the least noisy value that is shown
    NOISY_FEW_RATED = "noisy_few_rated"  # 0, floor
    NOT_LISTED = "not_listed"  # people


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why one figure is withheld."""

    key: FigureKey
    code: ReasonCode
    params: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WithheldReasons:
    """The reasons behind one report. No rendering takes this."""

    reasons: tuple[Reason, ...]
