"""The first screen."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from careernotes.domain.asked import Wanted
from careernotes.domain.vocabulary import Side
from careernotes.gui import actions
from careernotes.gui.controllers.calendar_saver import CalendarSaver
from careernotes.gui.controllers.keeping_going import GoingKeeper
from careernotes.gui.controllers.offering_undo import offer_noted
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.controllers.people_words import DONE_ELSEWHERE, action_row, periodic_rows, waiting_row
from careernotes.gui.controllers.practice_keeper import PracticeKeeper
from careernotes.gui.controllers.session_keeper import clock_words
from careernotes.gui.controllers.waiting import Waiting
from careernotes.gui.controllers.withdrawn import WithdrawnNotice
from careernotes.gui.models.rows import Row, Tag
from careernotes.gui.models.wording import capital, day_and_weekday, how_long_ago, long_day, short_day, word
from careernotes.gui.navigation import SessionContext
from careernotes.gui.privacy import shown_name
from careernotes.gui.views.today import TodayView
from careernotes.gui.widgets.buttons import shown_keys
from careernotes.i18n import _, ngettext, noop, translate
from careernotes.services import views
from careernotes.services.clock_check import accept_today, day_used_last, on_day
from careernotes.services.dates import Lean, parse_day
from careernotes.services.desk import Desk
from careernotes.services.periodic import PeriodicRecord, record_periodic
from careernotes.services.today import today

_FIRST_KEYS = (actions.PALETTE, actions.GUIDE, actions.HELP_NOW, actions.PRIVACY, actions.LOCK)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Morning:
    """What waits."""

    view: views.TodayView
    day: dt.date
    """The day it is worked out for: ahead of today when the clock went back."""


def _read_morning(desk: Desk) -> _Morning:
    ahead = day_used_last(desk)
    seen = desk if ahead is None else on_day(desk, ahead)
    return _Morning(view=today(seen), day=seen.today)


class TodayController(DeskScreen):
    """Shows what waits; Space ticks off, Enter opens."""

    title = noop("Today")
    view: TodayView

    def __init__(self, context: SessionContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._morning: _Morning | None = None
        self.view = view = TodayView(parent)
        view.action_opened.connect(self._on_action_opened)
        view.person_opened.connect(self._on_person_opened)
        view.session_opened.connect(self._on_session_opened)
        view.draft_opened.connect(self._on_session_opened)
        view.before_asked.connect(self._on_before_asked)
        view.recorded.connect(self._on_recorded)
        view.waiting_opened.connect(self._on_waiting_opened)
        view.asked_opened.connect(self._on_asked_opened)
        view.new_asked.connect(self._on_new_asked)
        view.passphrase_asked.connect(self._on_passphrase_asked)
        view.today_accepted.connect(self._on_today_accepted)
        self.calendar = CalendarSaver(self)
        view.calendar_asked.connect(self.calendar.save)
        self._waiting = Waiting(self, self._refresh)
        for card in (view.mine, view.theirs):
            self._waiting.serve(card.list)
        for card in (view.quiet, view.reviews):
            self._waiting.serve_people(card.list)
        self._going = GoingKeeper(self, view.going, view.going_notice)
        self._withdrawn = WithdrawnNotice(self)

    def activated(self, **arguments: str) -> None:
        """Asks what waits."""
        del arguments
        self.view.header.set_subtitle(long_day(self.desk.today))
        if self.desk.vault.sheet_used:
            self.view.sheet_used.show_warning(
                _("You opened this vault with the recovery sheet. Choose a passphrase that you know.")
            )
        self.ask(partial(_read_morning, self.desk), self._on_first_morning)
        self._going.refresh()
        self._withdrawn.look()

    def _on_first_morning(self, morning: _Morning) -> None:
        self._on_morning(morning)
        self.view.focus_start()

    def _on_morning(self, morning: _Morning) -> None:
        self._morning = morning
        shown, day = morning.view, morning.day
        self._waiting.know([line.action for line in shown.due])
        self.view.show_clock(_clock_words(day, self.desk.today) if day != self.desk.today else "")
        view, room = self.view, bool(shown.waiting.room)
        view.show_lists({
            view.drafts: [_draft_row(line, today=day) for line in shown.drafts],
            view.mine: _due_rows(shown.due, Side.MENTOR, today=day),
            view.theirs: _due_rows(shown.due, Side.MENTEE, today=day),
            view.not_coded: [_session_row(row, today=day) for row in shown.not_coded],
            view.quiet: [_quiet_row(line) for line in shown.quiet],
            view.asked: [_asked_row(line, today=day) for line in shown.reviews if line.asked],
            view.reviews: [_review_row(line, today=day) for line in shown.reviews if not line.asked],
            view.waiting: [waiting_row(line, today=day, room=room) for line in shown.waiting.to_tell],
        })  # fmt: skip
        self.view.periodic.show_items(periodic_rows(shown.periodic))
        self.view.show_next(*_next_words(shown.next_meeting, today=day))
        nothing = not (shown.due or shown.drafts or shown.not_coded or shown.reviews)
        self.view.show_nothing(
            _nothing_words(shown.next_meeting, today=day) if nothing else "", newcomer=shown.newcomer
        )
        if shown.newcomer and view.practice is None:
            keys = [(shown_keys(each.shortcut), translate(each.text)) for each in _FIRST_KEYS]
            PracticeKeeper(self, view.welcome(keys)).made.connect(self._on_person_opened)
        if shown.unreadable_drafts:
            self.view.banner.show_warning(_unreadable_words(shown.unreadable_drafts))

    def _on_action_opened(self, key: str) -> None:
        if self._morning is not None:
            found = next((line for line in self._morning.view.due if line.action.action_id == key), None)
            if found is not None:
                self._on_person_opened(found.action.engagement_id)

    def _on_today_accepted(self) -> None:
        self.ask(partial(accept_today, self.desk), self._refresh)

    def _on_recorded(self, key: str, text: str) -> None:
        if key in DONE_ELSEWHERE:
            self.go(DONE_ELSEWHERE[key][0])
            return
        day = parse_day(text, self.desk.today, lean=Lean.PAST)
        if day is None:
            self.view.periodic.show_problem(key, _("This is no day. Try today, last thu or 3/6."))
        else:
            self.ask(partial(record_periodic, self.desk, key, day), self._on_noted)

    def _on_noted(self, record: PeriodicRecord) -> None:
        offer_noted(self, record)
        self._refresh()

    def _refresh(self, _kept: object = None) -> None:
        self.ask(partial(_read_morning, self.desk), self._on_morning)

    def _on_person_opened(self, key: str) -> None:
        self.go("person", engagement_id=key)

    def _on_asked_opened(self, key: str) -> None:
        wanted, _space, engagement_id = key.partition(" ")
        self.go("person", engagement_id=engagement_id, wanted=wanted)

    def _on_session_opened(self, key: str) -> None:
        self.go("session", session_id=key)

    def _on_before_asked(self, key: str) -> None:
        self.go("before", engagement_id=key)

    def _on_new_asked(self) -> None:
        self.go("intake")

    def _on_waiting_opened(self, key: str) -> None:
        self.go("intake", waiting=key)

    def _on_passphrase_asked(self) -> None:
        self.go("settings")


def _due_rows(due: Sequence[views.DueLine], side: Side, *, today: dt.date) -> list[Row]:
    return [
        action_row(line.action, today=today, alias=line.alias) for line in due if line.action.owner is side
    ]


def _quiet_row(line: views.QuietLine) -> Row:
    weeks = ngettext("{count} week", "{count} weeks", line.weeks).format(count=line.weeks)
    return Row(key=line.engagement_id, title=shown_name(line.alias), end=weeks, mailable=True)


def _review_row(line: views.ReviewLine, *, today: dt.date) -> Row:
    since = _("since {day}").format(day=short_day(line.due_on, today=today))
    after = ngettext("aftercare, {count} month", "aftercare, {count} months", line.months)
    return Row(
        key=line.engagement_id,
        title=shown_name(line.alias),
        detail=after.format(count=line.months) if line.months else "",
        end=since,
        mailable=True,
    )


def _asked_row(line: views.ReviewLine, *, today: dt.date) -> Row:
    copy, day = line.asked is Wanted.COPY, short_day(line.due_on, today=today)
    over = _("asked to be erased; the week to think is over")
    return Row(
        key=f"{line.asked.value if line.asked else ''} {line.engagement_id}",
        title=shown_name(line.alias),
        detail=_("asked for a copy") if copy else over,
        tags=() if copy and line.due_on > today else (Tag(text=_("due now"), kind="warning"),),
        end=(_("by {day}") if copy else _("since {day}")).format(day=day),
    )


def _session_row(row: views.SessionRow, *, today: dt.date) -> Row:
    return Row(
        key=row.session_id,
        title=shown_name(row.alias),
        detail=capital(word(row.kind)),
        end=short_day(row.held_on, today=today),
    )


def _draft_row(line: views.DraftLine, *, today: dt.date) -> Row:
    words = ngettext("{count} word", "{count} words", line.words).format(count=line.words)
    saved = _("saved {time}").format(time=clock_words(line.updated_at))
    return Row(
        key=line.session_id,
        title=_("You were writing about {alias}").format(alias=shown_name(line.alias)),
        detail=f"{capital(how_long_ago(line.held_on, today=today))}  ·  {words}  ·  {saved}",
        tags=(Tag(text=_("draft"), kind="warning"),),
    )


def _next_words(meeting: views.NextMeeting | None, *, today: dt.date) -> tuple[str, str]:
    if meeting is None:
        return _("No date planned."), ""
    when = day_and_weekday(meeting.on, today=today)
    far = how_long_ago(meeting.on, today=today)
    return f"{shown_name(meeting.alias)}  ·  {when}  ·  {far}", meeting.engagement_id


def _nothing_words(meeting: views.NextMeeting | None, *, today: dt.date) -> str:
    if meeting is None:
        return _("Nothing is due.")
    return _("Nothing is due. Next: {alias}, {day}.").format(
        alias=shown_name(meeting.alias), day=day_and_weekday(meeting.on, today=today)
    )


def _clock_words(last: dt.date, today: dt.date) -> str:
    return _(
        "This computer says it is {today}, but this vault was already used on {last}. What is due is still"
        " shown for {last}. Is today's date right?"
    ).format(today=long_day(today), last=long_day(last))


def _unreadable_words(count: int) -> str:
    return ngettext(
        "{count} draft was left by another version of the program. It is safe, and that version can open it.",
        "{count} drafts were left by another version of the program. They are safe with that version.",
        count,
    ).format(count=count)
