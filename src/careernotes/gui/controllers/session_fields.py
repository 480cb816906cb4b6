"""Between the draft and the fields of the capture screen, both ways."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from careernotes.domain.vocabulary import Mode, NoteLayer, SessionKind
from careernotes.gui.controllers.session_words import understood_day
from careernotes.gui.views.session import SessionView
from careernotes.i18n import _
from careernotes.services.dates import Lean, parse_day
from careernotes.services.drafts import DraftTheme, SessionDraft, with_steps
from careernotes.services.durations import parse_minutes
from careernotes.services.undo_steps import history_of
from careernotes.services.wording import day_text


def fill_in(view: SessionView, draft: SessionDraft, *, today: dt.date) -> None:
    """Shows a draft in the fields."""
    meta, following = view.meta, view.next
    view.show_texts(record=draft.record, working=draft.working)
    meta.when.set_text(day_text(draft.held_on))
    meta.when.show_hint(understood_day(draft.held_on, today=today))
    meta.minutes.set_text(str(draft.duration_min) if draft.duration_min is not None else "")
    meta.mode.chips.set_value(draft.mode.value)
    meta.kind.set_value(draft.kind.value)
    following.line.set_text(draft.next_time)
    following.date.set_text(day_text(draft.next_on) if draft.next_on is not None else "")
    following.date.show_hint(understood_day(draft.next_on, today=today) if draft.next_on is not None else "")


def read_off(
    view: SessionView, draft: SessionDraft, *, themes: Sequence[DraftTheme], today: dt.date
) -> SessionDraft:
    """The draft with what stands in the fields; what is not understood leaves the value before."""
    read = replace(
        draft,
        record=view.notes.record.text(),
        working=view.notes.working.text(),
        held_on=parse_day(view.meta.when.text(), today, lean=Lean.PAST) or draft.held_on,
        duration_min=_minutes_of(view, draft),
        mode=Mode(view.meta.mode.chips.value),
        kind=SessionKind(view.meta.kind.value),
        themes=tuple(themes),
        next_time=view.next.line.text(),
        next_on=parse_day(view.next.date.text(), today, lean=Lean.FUTURE),
    )
    return with_steps(draft, read)


def show_histories(view: SessionView, draft: SessionDraft) -> None:
    """Shows both texts as they came about, so that undo takes back what was typed before a lock."""
    for editor, text, layer in (
        (view.notes.record, draft.record, NoteLayer.RECORD),
        (view.notes.working, draft.working, NoteLayer.WORKING),
    ):
        past = history_of(text, draft.steps, layer)
        editor.show_history(past.first, [(step.at, len(step.removed), step.added) for step in past.steps])


def show_held_on(view: SessionView, text: str, *, today: dt.date) -> bool:
    """Shows how the day of the session was understood; False when it was not."""
    field = view.meta.when
    day = parse_day(text, today, lean=Lean.PAST)
    if day is None:
        field.show_problem(_("This is no day. Try today, last thu or 3/6."))
        return False
    field.set_text(day_text(day))
    field.show_hint(understood_day(day, today=today))
    return True


def show_minutes(view: SessionView, text: str) -> bool:
    """Shows how the length was understood; False when it was not. No length is fine."""
    field = view.meta.minutes
    minutes = parse_minutes(text)
    if text and minutes is None:
        field.show_problem(_("This is no length. Try 45, 45 minutes or 1:15."))
        return False
    field.set_text(str(minutes) if minutes is not None else "")
    field.show_hint("")
    return True


def _minutes_of(view: SessionView, draft: SessionDraft) -> int | None:
    text = view.meta.minutes.text()
    return (parse_minutes(text) or draft.duration_min) if text else None


def show_next_day(view: SessionView, text: str, *, today: dt.date) -> None:
    """Shows how the day of the next session was understood. No day is fine too."""
    field = view.next.date
    day = parse_day(text, today, lean=Lean.FUTURE)
    if day is not None:
        field.set_text(day_text(day))
        field.show_hint(understood_day(day, today=today))
    elif text:
        field.show_problem(_("This is no day. Try +6w, 14 dec or next tue."))
    else:
        field.show_hint("")


def is_complete(view: SessionView, *, today: dt.date) -> bool:
    """Whether day and length can be read; the keyboard goes to the first that cannot."""
    if not show_held_on(view, view.meta.when.text(), today=today):
        view.meta.when.edit.setFocus()
        return False
    if not show_minutes(view, view.meta.minutes.text()):
        view.meta.minutes.edit.setFocus()
        return False
    return True
