"""Whether mentoring is used early or as a last resort: one sentence made from the figures on the moments."""

from careernotes.domain.vocabulary import Moment
from careernotes.domain.words import Bilingual
from careernotes.report.document import Row, Table
from careernotes.report.sentences import about
from careernotes.report.wording import both, join_both

EARLY = (Moment.NEW_HERE, Moment.FINDING_A_PATH, Moment.FIRST_TIME_MANAGER, Moment.LEADING_OTHERS)
LATE = Moment.THINKING_OF_LEAVING
"""Moments in between, such as looking for a role, count for neither side."""

_MORE_EARLY = Bilingual(
    "Early or late: more people came early ({early}) than when they thought of leaving ({late}).",
    "Vroeg of laat: er kwamen meer mensen vroeg ({early}) dan toen ze aan vertrek dachten ({late}).",
)
_MORE_LATE = Bilingual(
    "Early or late: more people came when they thought of leaving ({late}) than early ({early}). Ask "
    "yourselves whether mentoring is seen as a last resort.",
    "Vroeg of laat: er kwamen meer mensen toen ze aan vertrek dachten ({late}) dan vroeg ({early}). Vraag je "
    "af of mentoring als laatste redmiddel wordt gezien.",
)
_LEVEL = Bilingual(
    "Early or late: these figures do not tell whether people came early or when they thought of leaving.",
    "Vroeg of laat: uit deze getallen blijkt niet of mensen vroeg kwamen of toen ze aan vertrek dachten.",
)
_NAMED = Bilingual("{name} {about}", "{name} {about}")


def early_or_late(table: Table) -> tuple[Bilingual, ...]:
    """What the published figures bear out, each of them off by as much as it can be; nothing where no moment
    is shown. No new figure is made: those that are compared are named.
    """
    if not table.any_shown:
        return ()
    rows = {row.key: row for row in table.rows}
    early = [rows[moment.value] for moment in EARLY if rows[moment.value].cells[0].shown]
    late = rows[LATE.value].cells[0].value
    off = table.error or table.base
    if late is None or not early:
        return (_LEVEL,)
    total = sum(row.cells[0].value or 0 for row in early)
    words = {"early": join_both(tuple(map(_named, early))), "late": about(rows[LATE.value].cells[0])}
    if total - off * len(early) >= late + off:
        return (both(_MORE_EARLY, **words),)
    # A moment that is not shown may be larger than any that is.
    if len(early) == len(EARLY) and late - off >= total + off * len(early):
        return (both(_MORE_LATE, **words),)
    return (_LEVEL,)


def _named(row: Row) -> Bilingual:
    return both(_NAMED, name=row.name, about=about(row.cells[0]))
