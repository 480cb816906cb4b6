"""The page that says what was agreed: on the screen in one language, on paper in both, with the promise."""

from careernotes.domain.content import AgreementContent
from careernotes.gui.controllers.shipped_words import promise_pages
from careernotes.gui.models.wording import word
from careernotes.gui.paper import Both, Sheet
from careernotes.gui.widgets.reading import HANG
from careernotes.i18n import LANGUAGES, _, language, spoken_in
from careernotes.services.agreed import AgreedPage
from careernotes.services.desk import Desk
from careernotes.services.wording import day_text

Sections = list[tuple[str, list[str]]]


def summary(content: AgreementContent, page: AgreedPage) -> Sections:
    """Everything that was agreed, in the language in force."""
    return [
        # The sentence says itself that it is the short version.
        ("", [content.summary.in_language(language())]),
        *_own(page),
        (_("How we meet"), _terms(page)),
        (_("The mentee's choices"), _choices(content, page)),
    ]


def _own(page: AgreedPage) -> Sections:
    """The words of the two people."""
    agreed = page.agreement
    return [
        (_("What it is for"), [agreed.purpose]),
        (_("What we leave out"), [agreed.boundaries] if agreed.boundaries else []),
        (_("The mentee expects"), list(page.theirs)),
        (_("The mentor expects"), list(page.mine)),
    ]


def _terms(page: AgreedPage) -> list[str]:
    agreed = page.agreement
    terms = _("{meetings} meetings of {minutes} minutes, every {weeks} weeks, {mode}.").format(
        meetings=agreed.planned_meetings,
        minutes=agreed.meeting_minutes,
        weeks=agreed.cadence_weeks,
        mode=word(agreed.mode),
    )
    dates = _("From {start} until {end}. We look again on {review}.").format(
        start=day_text(agreed.starts_on), end=day_text(agreed.ends_on), review=day_text(agreed.review_on)
    )
    others = _("Between meetings: {contact}. The direct manager: {manager}.").format(
        contact=word(agreed.contact_between), manager=word(agreed.manager_involvement)
    )
    return [terms, dates, others]


def _choices(content: AgreementContent, page: AgreedPage) -> list[str]:
    lines = []
    for text in content.consents:
        yes = page.consents.value(text.key)
        answer = _("Yes") if yes else _("No") if text.key in page.answered else _("Not asked yet, so no")
        if not text.is_choice:
            answer = _("Told") if yes else _("Not yet")
        lines.append(f"{text.consent_id}{HANG}{answer}: {text.text.in_language(language())}")
    return lines


def sheets(desk: Desk, page: AgreedPage) -> tuple[Sheet, Sheet]:
    """The agreement and the promise, each on one page in both languages."""
    return _agreement_sheet(desk, page), promise_sheet(desk)


def _agreement_sheet(desk: Desk, page: AgreedPage) -> Sheet:
    spoken = []
    for each in LANGUAGES:
        with spoken_in(each):
            title = _("What we agreed, version {number}, {day}").format(
                number=page.agreement.version_no, day=day_text(page.agreement.agreed_on)
            )
            signs = (_("Mentee"), _("Mentor"), _("Date"))
            spoken.append((title, summary(desk.agreement, page), signs))
    (first, here, signed), (second, there, both_signed) = spoken
    own = len(_own(page))
    parts = [
        Both(heading=(en, nl), own=tuple(texts)) if 0 < at <= own else _both(en, nl, texts, others)
        for at, ((en, texts), (nl, others)) in enumerate(zip(here, there, strict=True))
        if texts
    ]
    names = tuple(f"{en} / {nl}" if en != nl else en for en, nl in zip(signed, both_signed, strict=True))
    return Sheet(title=(first, second), parts=tuple(parts), sign=names, foot=_foot())


def promise_sheet(desk: Desk) -> Sheet:
    """What the mentor promises, to give to a mentee: nothing about anybody stands on it."""
    spoken, titles = [], []
    for each in LANGUAGES:
        with spoken_in(each):
            pages = [
                (heading, [text for part in passages for text in (*part.paragraphs, *part.points)])
                for heading, passages in promise_pages(desk)
            ]
            titles.append(_("What I promise you as your mentor"))
            spoken.append(pages)
    here, there = spoken
    parts = [
        _both("" if at == 0 else en, "" if at == 0 else nl, texts, others)
        for at, ((en, texts), (nl, others)) in enumerate(zip(here, there, strict=True))
    ]
    return Sheet(title=(titles[0], titles[1]), parts=tuple(parts), foot=_foot())


def _both(en: str, nl: str, texts: list[str], others: list[str]) -> Both:
    pairs = tuple(zip(map(_plain, texts), map(_plain, others), strict=True))
    return Both(heading=(en, nl), lines=pairs)


def _plain(text: str) -> str:
    return text.replace(HANG, " ")


def _foot() -> str:
    return "\n".join(_in(each) for each in LANGUAGES)


def _in(tongue: str) -> str:
    with spoken_in(tongue):
        return _("Confidential, between mentor and mentee: not for HR and not for managers.")
