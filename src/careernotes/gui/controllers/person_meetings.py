"""The meetings on a person's page: planned, moved, missed, and who."""

import datetime as dt
import re
from functools import partial

from PySide6.QtCore import QObject, Signal

from careernotes.domain.ids import EngagementId
from careernotes.domain.vocabulary import SessionStatus, Side
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.controllers.people_words import DOT
from careernotes.gui.controllers.undo_bar import UndoBar
from careernotes.gui.models.rows import Tag
from careernotes.gui.models.wording import day_and_weekday, word
from careernotes.gui.views.act_rows import ActItem
from careernotes.gui.views.person_meetings import MISSED, MOVE, NOT_HELD, WRITE, MeetingsCard
from careernotes.i18n import _, ngettext
from careernotes.services import meetings
from careernotes.services.dates import Lean, parse_day
from careernotes.services.meetings import MeetingLine, Meetings, Waiting

_CLOCK = re.compile(r"\b([01]?\d|2[0-3])[:.]([0-5]\d)\b")
_NEWEST = 6
_TOLD = (
    SessionStatus.KEPT,
    SessionStatus.RESCHEDULED,
    SessionStatus.CANCELLED_IN_TIME,
    SessionStatus.MISSED_BY_MENTEE,
    SessionStatus.MISSED_BY_MENTOR,
)


class PersonMeetings(QObject):
    """What the card "Meetings" asks for.

    Signals:
        write_asked: a conversation is to be written down.
    """

    write_asked = Signal()

    def __init__(self, screen: DeskScreen, card: MeetingsCard, bar: UndoBar) -> None:
        super().__init__(screen)
        self._screen, self._card, self._bar = screen, card, bar
        self._key = EngagementId("")
        self._waiting: dict[str, Waiting] = {}
        card.planned.connect(self._on_planned)
        card.moved.connect(self._on_moved)
        card.not_held.connect(self._on_not_held)
        card.write_asked.connect(self.write_asked)

    def show(self, key: EngagementId, found: Meetings, *, running: bool) -> None:
        """Shows how the meetings of one relation went; nothing new is planned after its end."""
        self._key, today = key, self._screen.desk.today
        self._waiting = {_key_of(each): each for each in found.waiting}
        self._card.new.setVisible(running)
        self._card.show_meetings(
            [_waiting_item(each, today) for each in found.waiting],
            past=[_past_item(each, today) for each in found.changed[:_NEWEST]],
            tally=tally_words(found),
            word=_("Two in a row were missed. Talk about whether to go on.") if found.worth_a_word else "",
        )

    def _on_planned(self, typed: str) -> None:
        time = _CLOCK.search(typed)
        day = self._day(_CLOCK.sub("", typed))
        if day is None:
            return
        clock = f"{int(time[1]):02d}:{time[2]}" if time is not None else ""
        call = partial(meetings.plan_meeting, self._screen.desk, self._key, day, time=clock)
        said = _("Planned for {day}.").format(day=day_and_weekday(day, today=self._screen.desk.today))
        self._bar.change(call, said, problem=self._card.show_problem, then=self._card.close_forms)

    def _on_moved(self, key: str, typed: str, by: str) -> None:
        day, meeting = self._day(typed), self._waiting.get(key)
        if day is None or meeting is None:
            return
        call = partial(meetings.move_meeting, self._screen.desk, self._key, meeting, day, Side(by))
        said = _("Moved to {day}.").format(day=day_and_weekday(day, today=self._screen.desk.today))
        self._bar.change(call, said, problem=self._card.show_problem, then=self._card.close_forms)

    def _on_not_held(self, key: str, how: str, by: str) -> None:
        meeting = self._waiting.get(key)
        if meeting is None:
            return
        change = meetings.miss_meeting if how == MISSED else meetings.call_off
        call = partial(change, self._screen.desk, self._key, meeting, Side(by))
        self._bar.change(call, _("Noted."), then=self._card.close_forms)

    def _day(self, typed: str) -> dt.date | None:
        day = parse_day(typed.strip(), self._screen.desk.today, lean=Lean.FUTURE)
        if day is None:
            self._card.show_problem(_("This is no day. Try +6w, 14 dec or next tue."))
        return day


def tally_words(found: Meetings) -> str:
    """How many were kept, moved, called off and missed, by whom."""
    return DOT.join(f"{word(status)}: {found.tally[status]}" for status in _TOLD if found.tally[status])


def _key_of(meeting: Waiting) -> str:
    return meeting.session_id or "next"


def _waiting_item(meeting: Waiting, today: dt.date) -> ActItem:
    day = day_and_weekday(meeting.on, today=today)
    ahead = (meeting.on - today).days
    told = (MOVE, _("Moved…")), (NOT_HELD, _("Did not take place…"))
    # On its day and after it something became of it; before that it can only change.
    acts = ((WRITE, _("Write it down")), *told) if ahead <= 0 else told
    if meeting.over:
        detail, tag = _("What became of it?"), Tag(text=_("to be told"), kind="warning")
    else:
        detail = (
            ngettext("in {count} day", "in {count} days", ahead).format(count=ahead) if ahead else _("today")
        )
        tag = Tag(text=_("planned"), kind="calm")
    return ActItem(
        key=_key_of(meeting),
        title=" ".join(part for part in (day, meeting.time) if part),
        detail=detail,
        tags=(tag,),
        acts=acts,
    )


def _past_item(line: MeetingLine, today: dt.date) -> ActItem:
    parts = [word(line.session.status)]
    if line.moved_to is not None:
        parts.append(_("to {day}").format(day=day_and_weekday(line.moved_to, today=today)))
    moved = line.session.status in {SessionStatus.RESCHEDULED, SessionStatus.CANCELLED_IN_TIME}
    if line.changed_by is not None and moved:
        who = _("asked by me") if line.changed_by is Side.MENTOR else _("asked by the mentee")
        parts.append(who)
    return ActItem(
        key=line.session.session_id,
        title=day_and_weekday(line.session.held_on, today=today),
        detail=DOT.join(parts),
    )
