"""What stands on a person's page beside the lists: in a line, in the language in force."""

from careernotes.domain.kit import DIMENSIONS
from careernotes.domain.mentees import Mentee
from careernotes.domain.vocabulary import Side
from careernotes.gui.controllers.people_words import DOT
from careernotes.gui.controllers.person_ending import ended_words
from careernotes.gui.models.wording import DIMENSION_WORDS, how_long_ago, word
from careernotes.gui.views.person_groups import GroupRow
from careernotes.i18n import _, language, ngettext
from careernotes.services import views
from careernotes.services.desk import Desk


def subtitle(shown: views.PersonView, desk: Desk) -> str:
    """How often and when last, the moment, the groups; that it ended comes first."""
    line = shown.line
    kept = line.sessions_kept
    count = ngettext("{count} session", "{count} sessions", kept).format(count=kept)
    parts = [count if kept else _("no session yet"), word(line.engagement.moment)]
    if line.last_on is not None:
        parts.insert(1, _("last {when}").format(when=how_long_ago(line.last_on, today=desk.today)))
    parts += [name for _dimension, name in shown.groups]
    if ended := ended_words(line.engagement):
        parts.insert(0, ended)
    return DOT.join(parts)


def group_rows(desk: Desk, mentee: Mentee) -> list[GroupRow]:
    """Each broad group of the kit, with what is kept."""
    if desk.kit is None:
        return []
    spoken, segments = language(), desk.kit.segments
    return [
        GroupRow(
            dimension=name,
            name=_(DIMENSION_WORDS[name]),
            choices=tuple((value.key, value.name.in_language(spoken)) for value in segments[name]),
            value=getattr(mentee, name),
        )
        for name in DIMENSIONS
        if name in segments
    ]


def terms_line(shown: views.PersonView) -> str:
    """What was agreed, in a line."""
    agreed = shown.agreement
    if agreed is None:
        return _("Nothing has been agreed yet. It takes one conversation.")
    often = _("{meetings} meetings, every {weeks} weeks, {minutes} minutes").format(
        meetings=agreed.planned_meetings, weeks=agreed.cadence_weeks, minutes=agreed.meeting_minutes
    )
    return DOT.join((agreed.purpose, often, word(agreed.mode)))


def expectations(shown: views.PersonView) -> list[str]:
    """What each expects of the other."""
    names = {Side.MENTOR: _("I expect"), Side.MENTEE: _("They expect")}
    return [f"{names[each.side]}: {each.text} ({word(each.met)})" for each in shown.expectations]
