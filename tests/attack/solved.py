"""Whether whole numbers fit, asked of a solver: where going through them all would take a reader minutes."""

from collections.abc import Sequence

import highspy
import numpy as np
from tests.attack.reckoning import Row


def possible(sizes: Sequence[int], rows: Sequence[Row]) -> bool:
    """The same as ``reckoning.possible``."""
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(sizes), len(rows)
    lp.col_cost_, lp.col_lower_ = np.zeros(len(sizes)), np.zeros(len(sizes))
    lp.col_upper_ = np.array(sizes, dtype=float)
    lp.row_lower_ = np.array([low for _kinds, low, _high in rows], dtype=float)
    lp.row_upper_ = np.array([high for _kinds, _low, high in rows], dtype=float)
    lp.integrality_ = [highspy.HighsVarType.kInteger] * len(sizes)
    members = [sorted(set(kinds)) for kinds, _low, _high in rows]
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *map(len, members)])
    lp.a_matrix_.index_ = np.array([kind for each in members for kind in each])
    lp.a_matrix_.value_ = np.ones(sum(map(len, members)))
    highs.passModel(lp)
    highs.run()
    status = highs.getModelStatus()
    assert status in {highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible}
    return bool(status == highspy.HighsModelStatus.kOptimal)
