"""How the figures of a programme's reports are protected, in one line, in the language in force."""

from careernotes.disclosure.budget import YEAR_BUDGET
from careernotes.disclosure.mechanisms import NOISE_PEOPLE, epsilon_of
from careernotes.domain.kit import ProgrammeKit
from careernotes.i18n import _


def protection_line(kit: ProgrammeKit) -> str:
    """Rounding, or noise with what a report gives away and how many reports a year has room for."""
    if not kit.noise_scale:
        return _("Figures are rounded at random.")
    epsilon = epsilon_of(kit.noise_scale)
    return _(
        "Figures have noise of scale {scale} instead of rounding: epsilon {epsilon} a report, {budget} a "
        "year, so at most {reports} reports a year. From {people} counted people on."
    ).format(
        scale=kit.noise_scale,
        epsilon=epsilon,
        budget=YEAR_BUDGET,
        reports=YEAR_BUDGET // epsilon,
        people=NOISE_PEOPLE,
    )
