"""The name of a figure in words, in the language in force."""

from careernotes.disclosure.plan import OTHER_AREAS, TOTAL, FigureKey, TableId
from careernotes.domain.kit import ProgrammeKit
from careernotes.domain.taxonomy import Taxonomy
from careernotes.i18n import _, language


def figure_label(key: FigureKey, kit: ProgrammeKit, taxonomy: Taxonomy) -> str:
    """*key* for a person to read."""
    match key.table:
        case TableId.PEOPLE:
            return _("People counted")
        case TableId.SESSIONS:
            return _("Conversations held, at most ten a person")
        case TableId.CHOSEN_BY:
            return _("How people came: {way}").format(way=_ways()[key.row - 1])
        case TableId.MOMENT:
            return _("Moment: {moment}").format(moment=_moments()[key.row - 1])
        case TableId.GROUPS:
            return _("Theme group: {name}").format(name=_group(key.row, taxonomy))
        case TableId.THEMES:
            return _("Theme: {name}").format(name=_theme(key.row, taxonomy))
        case TableId.AREAS:
            return _("Area: {name}").format(name=_area(key.row, kit))
        case TableId.AREA_GROUPS:
            return _("Area {area}, theme group {name}").format(
                area=_area(key.row, kit), name=_group(key.column, taxonomy)
            )
        case TableId.MANAGER:
            return _("Manager {signal}: {level}").format(
                signal=_signals()[key.row - 1], level=(_("low"), _("middle"), _("high"))[key.column - 1]
            )
        case TableId.RATED:
            return _("Manager {signal}: people who said").format(signal=_signals()[key.row - 1])
        case TableId.MENTORS | TableId.SQUARES | TableId.PRODUCTS | TableId.JOINED | TableId.LEFT:
            return _never_printed(key, kit)


def _never_printed(key: FigureKey, kit: ProgrammeKit) -> str:
    where = _("whole programme") if key.row == TOTAL else _area(key.row, kit)
    names = {
        TableId.MENTORS: _("For the check on spread, mentors: {where}"),
        TableId.SQUARES: _("For the check on spread, square of people: {where}"),
        TableId.PRODUCTS: _("For the check on spread, product with another area: {where}"),
        TableId.JOINED: _("Started in this period: {where}"),
        TableId.LEFT: _("Ended in this period: {where}"),
    }
    return names[key.table].format(where=where)


def _theme(number: int, taxonomy: Taxonomy) -> str:
    theme = taxonomy.by_number.get(number)
    return theme.name.in_language(language()) if theme else str(number)


def _group(number: int, taxonomy: Taxonomy) -> str:
    return next((g.name.in_language(language()) for g in taxonomy.groups if g.number == number), str(number))


def _area(number: int, kit: ProgrammeKit) -> str:
    if number == OTHER_AREAS:
        return _("other areas together")
    return next(
        (v.name.in_language(language()) for v in kit.breakdown_values if v.number == number), str(number)
    )


def _ways() -> tuple[str, ...]:
    return _("the mentee chose"), _("suggested by the coordinator"), _("the mentor asked")


def _moments() -> tuple[str, ...]:
    return (
        _("new here"),
        _("finding a path"),
        _("looking for a role"),
        _("moving"),
        _("first time a manager"),
        _("leading others"),
        _("thinking of leaving"),
    )


def _signals() -> tuple[str, str, str]:
    return _("asks about plans"), _("helps to apply learning"), _("opens doors")
