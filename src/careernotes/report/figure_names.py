"""The name of a counted figure, and why one is withheld, in words: for window and terminal."""

from careernotes.disclosure.plan import OLDEST, OTHER_AREAS, TOTAL, FigureKey, TableId
from careernotes.disclosure.reasons import Reason, ReasonCode
from careernotes.domain.kit import ProgrammeKit
from careernotes.domain.taxonomy import Taxonomy
from careernotes.domain.vocabulary import ChosenBy, Moment
from careernotes.domain.words import Bilingual
from careernotes.i18n import _, language, ngettext
from careernotes.report import names

_WAYS, _MOMENTS = tuple(ChosenBy), tuple(Moment)


def figure_name(key: FigureKey, kit: ProgrammeKit, taxonomy: Taxonomy) -> str:
    """*key* for a person to read, in the language in force."""
    match key.table:
        case TableId.PEOPLE:
            return _said(names.PEOPLE_COUNTED)
        case TableId.SESSIONS:
            return _said(names.CONVERSATIONS)
        case TableId.CHOSEN_BY:
            return _said(names.CHOSEN_BY[_WAYS[key.row - 1]])
        case TableId.MOMENT:
            return _said(names.MOMENTS[_MOMENTS[key.row - 1]])
        case TableId.GROUPS:
            return _group(key.row, taxonomy)
        case TableId.THEMES:
            theme = taxonomy.by_number.get(key.row)
            return _said(theme.name) if theme is not None else str(key.row)
        case TableId.AREAS:
            return _area(key.row, kit)
        case TableId.AREA_GROUPS:
            return f"{_area(key.row, kit)}: {_group(key.column, taxonomy)}"
        case TableId.MANAGER:
            return f"{_said(names.SIGNALS[key.row])}: {_said(names.BINS[key.column])}"
        case TableId.RATED:
            return f"{_said(names.SIGNALS[key.row])}: {_said(names.RATED)}"
        case TableId.AGES:
            place = _area(key.row, kit) if key.row != TOTAL else _("whole programme")
            return f"{place}: {_since(key.column)}"
        case _:
            return _area(key.row, kit) if key.row != TOTAL else _("whole programme")


def figure_line(key: FigureKey, kit: ProgrammeKit, taxonomy: Taxonomy) -> str:
    """*key* on a line of its own, without a heading above it."""
    return f"{table_name(key.table, kit)}: {figure_name(key, kit, taxonomy)}"


def table_name(table: TableId, kit: ProgrammeKit) -> str:
    """The heading above the figures of one table, in the language in force."""
    headings = {
        TableId.PEOPLE: names.REACH,
        TableId.SESSIONS: names.REACH,
        TableId.CHOSEN_BY: names.HOW_THEY_CAME,
        TableId.MOMENT: names.MOMENTS_TITLE,
        TableId.GROUPS: names.THEME_GROUP,
        TableId.THEMES: names.THEMES,
        TableId.AREAS: names.DIMENSIONS.get(kit.breakdown, names.DIMENSIONS[""]),
        TableId.AREA_GROUPS: names.WHERE,
        TableId.MANAGER: names.MANAGER,
        TableId.RATED: names.MANAGER,
    }
    if table in headings:
        return _said(headings[table])
    return {
        TableId.MENTORS: _("Only for a safety check: mentors with counted people"),
        TableId.SQUARES: _("Only for a safety check: how people spread over mentors"),
        TableId.PRODUCTS: _("Only for a safety check: how people spread over small areas"),
        TableId.JOINED: _("Only for a safety check: people who started in this period"),
        TableId.LEFT: _("Only for a safety check: people who ended in this period"),
        TableId.AGES: _("Only for a safety check: since when people have been counted"),
    }[table]


def reason_words(reason: Reason) -> str:
    """Why one figure is withheld, in the language in force. Never for a file."""
    people, floor = (*reason.params, 0, 0)[:2]
    sentences = {
        ReasonCode.NOBODY: _("Withheld: nobody."),
        ReasonCode.WHOLE_HIDDEN: _("Withheld: a larger figure that counts these people is not shown."),
        ReasonCode.NOISY_FEW: _("Withheld: with its noise, fewer than {floor}."),
        ReasonCode.NOISY_FEW_RATED: _("Withheld: with its noise, fewer than {floor} people were asked."),
        ReasonCode.CHANCE: _("Withheld: left out by chance, so that nobody can tell why others are missing."),
        ReasonCode.CHECK: _("Withheld: with an earlier report it could point at somebody."),
    }
    words = sentences[reason.code] if reason.code in sentences else _counted(reason.code, people)
    return words.format(people=people, floor=floor)


def _counted(code: ReasonCode, n: int) -> str:
    """The reasons that are about some number of people, one among them."""
    return {
        ReasonCode.FEW: ngettext(
            "Withheld: {people} person, fewer than {floor}.",
            "Withheld: {people} people, fewer than {floor}.", n),
        ReasonCode.ROUNDED_DOWN: ngettext(
            "Withheld: {people} person, rounded at random to below {floor}.",
            "Withheld: {people} people, rounded at random to below {floor}.", n),
        ReasonCode.SENSITIVE: ngettext(
            "Withheld: {people} person; a sensitive theme is shown from {floor}.",
            "Withheld: {people} people; a sensitive theme is shown from {floor}.", n),
        ReasonCode.FEW_RATED: ngettext(
            "Withheld: {people} person said something about it; it is shown from {floor}.",
            "Withheld: {people} people said something about it; it is shown from {floor}.", n),
        ReasonCode.AREA_FEW: ngettext(
            "Withheld: {people} person in this area, fewer than {floor}.",
            "Withheld: {people} people in this area, fewer than {floor}.", n),
        ReasonCode.AREA_FEW_MENTORS: ngettext(
            "Withheld: {people} person here, but with too few mentors.",
            "Withheld: {people} people here, but with too few mentors.", n),
        ReasonCode.MERGED_FEW: ngettext(
            "Withheld: {people} person in the small areas together, fewer than {floor}.",
            "Withheld: {people} people in the small areas together, fewer than {floor}.", n),
        ReasonCode.NOT_LISTED: ngettext(
            "Withheld: {people} person. Below 8 chance decides; 3 or fewer are never listed.",
            "Withheld: {people} people. Below 8 chance decides; 3 or fewer are never listed.", n),
    }[code]  # fmt: skip


def _said(words: Bilingual) -> str:
    return words.in_language(language())


def _group(number: int, taxonomy: Taxonomy) -> str:
    return next((_said(group.name) for group in taxonomy.groups if group.number == number), str(number))


def _since(periods: int) -> str:
    """In how many *periods* right before this one people were counted, in words."""
    if periods == 0:
        return _("not counted in the period before this one")
    if periods == OLDEST:
        return _("also counted in the {n} periods before this one, or in more").format(n=periods)
    return ngettext(
        "also counted in the period before this one, but not in the one before that",
        "also counted in the {n} periods before this one, but not in the one before those",
        periods,
    ).format(n=periods)


def _area(number: int, kit: ProgrammeKit) -> str:
    if number == OTHER_AREAS:
        return _said(names.OTHER_AREAS)
    return next((_said(value.name) for value in kit.breakdown_values if value.number == number), str(number))
