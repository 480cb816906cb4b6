"""The words of the report screens."""

import datetime as dt
from itertools import groupby

from careernotes.domain.periods import Period, PeriodLength
from careernotes.gui.views.report import CarriedPart
from careernotes.gui.views.report_release import ReleaseCard
from careernotes.gui.widgets.banner import Banner
from careernotes.gui.widgets.choose_path import default_folder
from careernotes.i18n import _, ngettext
from careernotes.services.exporter_answers import ContributionPreview


def offer_again(banner: Banner, release: ReleaseCard, period: str) -> None:
    """What was released can be written again, byte for byte, but not counted anew."""
    banner.show_info(
        _(
        _("This period was released before. Counting it again would let a reader compare, so it is not done.")
        )
    )
    release.offer(
        words=_("You can write the same files again, byte for byte."),
        action=_("Write the same files"),
        place=str(default_folder() / f"theme-report-{period}"),
        word=period,
        folder=True,
    )


def never_leaves() -> list[str]:
    """What no file that leaves can hold."""
    return [
        _("Notes, the record as well as working notes"),
        _("Names, aliases and contacts"),
        _("Dates of meetings; only the period is known"),
        _("Goals, actions and what was agreed"),
        _("Answers in the ethics check"),
        _("Anybody who did not say yes to being counted"),
        _("Your own name"),
    ]


def period_words(period: Period, today: dt.date) -> str:
    """A period as one says it."""
    words = _plain_words(period)
    return words if period.ends_on < today else _("{period}, still running").format(period=words)


def _plain_words(period: Period) -> str:
    match period.length:
        case PeriodLength.YEAR:
            return _("the year {year}").format(year=period.year)
        case PeriodLength.HALF_YEAR:
            number = 1 if str(period).endswith("1") else 2
            return _("half-year {number} of {year}").format(number=number, year=period.year)
        case PeriodLength.QUARTER:
            return _("quarter {number} of {year}").format(number=str(period)[-1], year=period.year)


def carried_parts(preview: ContributionPreview) -> list[CarriedPart]:
    """The numbers that are not zero, by heading: those a report may print first, then those for checks."""
    lines = sorted((line for line in preview.lines if line.value), key=lambda line: not line.printed)
    parts = []
    for (printed, heading), group in groupby(lines, key=lambda line: (line.printed, line.heading)):
        words = (
            heading if printed else _("{heading} (for safety checks, never printed)").format(heading=heading)
        )
        parts.append(CarriedPart(heading=words, rows=tuple((line.name, str(line.value)) for line in group)))
    return parts


def contribution_words(*, shared: bool) -> str:
    """Who gets what of a contribution."""
    if shared:
        return _(
            "Two sealed files are written side by side: bring or send the one with “lead” in its name to the"
            " programme lead and the other to the trustee. Neither can read anything without the other."
        )
    return _("The file is sealed: only the trustee can open it. Bring or send it to the trustee yourself.")


def withheld_said(count: int) -> str:
    """How much a report does not show, for somebody who does not see the page."""
    if not count:
        return _("The report is there. Nothing is withheld.")
    text = ngettext(
        "The report is there. {count} thing is withheld; below it stands why.",
        "The report is there. {count} things are withheld; below it stands why.",
        count,
    )
    return text.format(count=count)
