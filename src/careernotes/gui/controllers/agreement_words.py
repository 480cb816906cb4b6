"""The words of the contract conversation: the script and the choices."""

import datetime as dt
from collections.abc import Mapping, Sequence

from careernotes.domain.agreements import NEEDS_COUNTING
from careernotes.domain.vocabulary import ConsentKey
from careernotes.gui.controllers.agreed_words import Sections
from careernotes.gui.controllers.people_words import consent_rows
from careernotes.gui.models.wording import capital
from careernotes.gui.views.person_consents import ConsentRow
from careernotes.i18n import _, language
from careernotes.services.desk import Desk
from careernotes.services.views import ConsentLine


def script(desk: Desk) -> Sections:
    """What is read aloud: what mentoring is and is not, what is written down, the limits and the clauses."""
    tongue, content = language(), desk.agreement
    limits = [
        f"{number}. {limit.text.in_language(tongue)}" for number, limit in enumerate(content.limits, start=1)
    ]
    never = ", ".join(reason.in_language(tongue) for reason in content.never_a_reason)
    return [
        (_("What this is, and what it is not"), _terms_of_reference(desk)),
        (_("What I write down"), _written_down(desk)),
        (_("The five limits"), [content.limits_intro.in_language(tongue), *limits]),
        (_("Never a reason to speak"), [capital(never) + "."]),
        (_("How we work"), [clause.in_language(tongue) for clause in content.clauses]),
    ]


def _terms_of_reference(desk: Desk) -> list[str]:
    """The terms of the programme; without one, how mentoring differs from what people take it for."""
    tongue = language()
    if desk.kit is not None:
        return [text.in_language(tongue) for text in (desk.kit.purpose, *desk.kit.terms)]
    return [
        _("Mentoring is a conversation between two colleagues about your career. You decide what about."),
        _(
            "I am no coach and no counsellor, I am not your manager and no part of HR, and I take no part in"
            " any decision about you."
        ),
    ]


def _written_down(desk: Desk) -> list[str]:
    return [
        _(
            "Short notes, encrypted on my laptop; nobody else can open them, HR and IT neither. A record that"
            " you may read, and working notes to think with."
        ),
        _(
            "The record is deleted after {record} days and the working notes after {working} days. You may"
            " see what I keep, have it put right and have it erased."
        ).format(record=desk.keep.record, working=desk.keep.working),
    ]


def choice_rows(
    lines: Sequence[ConsentLine],
    choices: Mapping[ConsentKey, bool],
    *,
    today: dt.date,
    to_do: ConsentKey | None = None,
) -> list[ConsentRow]:
    """The six choices as they stand on the screen, not yet kept; *to_do* is the one they wait for."""
    counted = choices.get(ConsentKey.COUNTED_GENERAL, False)
    shown = consent_rows(lines, today=today)
    said = {ConsentKey(line.key) for line in lines if line.since is not None}
    return [
        ConsentRow(
            key=row.key,
            number=row.number,
            text=row.text,
            value=choices.get(ConsentKey(row.key), False),
            answered=ConsentKey(row.key) in choices,
            may_leave_open=ConsentKey(row.key) not in said,
            is_choice=row.is_choice,
            since=_("Still to do: read it aloud, then press Told.") if ConsentKey(row.key) is to_do else "",
            blocked=_("Needs C2 first.") if ConsentKey(row.key) in NEEDS_COUNTING and not counted else "",
        )
        for row in shown
    ]
