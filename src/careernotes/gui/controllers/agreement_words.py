"""The words of the contract conversation: the script, the choices and the page at the end."""

import datetime as dt
from collections.abc import Mapping, Sequence

from careernotes.domain.agreements import NEEDS_COUNTING, Agreement
from careernotes.domain.content import AgreementContent
from careernotes.domain.vocabulary import ConsentKey
from careernotes.gui.controllers.people_words import consent_rows
from careernotes.gui.models.wording import capital, word
from careernotes.gui.views.person_consents import ConsentRow
from careernotes.gui.widgets.reading import HANG
from careernotes.i18n import _, language
from careernotes.services.agreements import AgreementDraft
from careernotes.services.views import ConsentLine
from careernotes.services.wording import day_text

Sections = list[tuple[str, list[str]]]


def script(content: AgreementContent) -> Sections:
    """What is read aloud: the limits, what is never a reason to speak, and the clauses."""
    tongue = language()
    limits = [
        f"{number}. {limit.text.in_language(tongue)}" for number, limit in enumerate(content.limits, start=1)
    ]
    never = ", ".join(reason.in_language(tongue) for reason in content.never_a_reason)
    return [
        (_("The five limits"), [content.limits_intro.in_language(tongue), *limits]),
        (_("Never a reason to speak"), [capital(never) + "."]),
        (_("How we work"), [clause.in_language(tongue) for clause in content.clauses]),
    ]


def choice_rows(
    lines: Sequence[ConsentLine], choices: Mapping[ConsentKey, bool], *, today: dt.date
) -> list[ConsentRow]:
    """The six choices as they stand on the screen, not yet kept."""
    counted = choices.get(ConsentKey.COUNTED_GENERAL, False)
    shown = consent_rows(lines, today=today)
    return [
        ConsentRow(
            key=row.key,
            number=row.number,
            text=row.text,
            value=choices.get(ConsentKey(row.key), False),
            is_choice=row.is_choice,
            since="",
            blocked=_("Needs C2 first.") if ConsentKey(row.key) in NEEDS_COUNTING and not counted else "",
        )
        for row in shown
    ]


def summary(
    content: AgreementContent, agreement: Agreement, draft: AgreementDraft, lines: Sequence[ConsentLine]
) -> Sections:
    """Everything that was agreed, on one page."""
    terms = _("{meetings} meetings of {minutes} minutes, every {weeks} weeks, {mode}.").format(
        meetings=agreement.planned_meetings,
        minutes=agreement.meeting_minutes,
        weeks=agreement.cadence_weeks,
        mode=word(agreement.mode),
    )
    dates = _("From {start} until {end}. We look again on {review}.").format(
        start=day_text(agreement.starts_on),
        end=day_text(agreement.ends_on),
        review=day_text(agreement.review_on),
    )
    others = _("Between meetings: {contact}. The direct manager: {manager}.").format(
        contact=word(agreement.contact_between), manager=word(agreement.manager_involvement)
    )
    sections: Sections = [
        # The sentence says itself that it is the short version.
        ("", [content.summary.in_language(language())]),
        (_("What it is for"), [agreement.purpose]),
        (_("What we leave out"), [agreement.boundaries] if agreement.boundaries else []),
        (_("The mentee expects"), [text for text in draft.their_expectations if text.strip()]),
        (_("I expect"), [text for text in draft.my_expectations if text.strip()]),
        (_("How we meet"), [terms, dates, others]),
    ]
    choices = [_choice(line, yes=draft.choices.get(ConsentKey(line.key), False)) for line in lines]
    return [*sections, (_("The mentee's choices"), choices)]


def _choice(line: ConsentLine, *, yes: bool) -> str:
    answer = _("Yes") if yes else _("No")
    if not line.is_choice:
        answer = _("Told") if yes else _("Not yet")
    return f"{line.consent_id}{HANG}{answer}: {line.text}"
