"""Between what is kept about the mentor and the page that asks for it, both ways."""

from PySide6.QtWidgets import QWidget

from careernotes.domain.ids import RecordId
from careernotes.domain.mentees import ConflictFact
from careernotes.domain.vocabulary import ConflictKind
from careernotes.gui.views.about_you import AboutYouForm
from careernotes.gui.views.first_run_programme import AboutYouStep
from careernotes.i18n import _, language, noop
from careernotes.services.about_you import AboutForm, AboutYou, Position
from careernotes.services.desk import Desk

_KINDS = {
    ConflictKind.PANEL: noop("I decide"),
    ConflictKind.RECRUITER: noop("I recruit"),
    ConflictKind.VACANCY: noop("My vacancy"),
    ConflictKind.RELATIVE: noop("Close to me"),
}


def about_page(parent: QWidget, desk: Desk, about: AboutYou) -> AboutYouStep:
    """The page of the first run, filled with what was kept before."""
    page = AboutYouStep(parent, units=tuple(_units(desk).items()), learnt=about.learnt)
    _fill(page, desk, about)
    return page


def about_cards(parent: QWidget, desk: Desk, about: AboutYou) -> AboutYouForm:
    """The same questions for the settings; a course has its own line under My growth."""
    form = AboutYouForm(parent, units=tuple(_units(desk).items()))
    _fill(form, desk, about)
    return form


def show_noted(form: AboutYouForm, desk: Desk, about: AboutYou) -> None:
    """Shows the facts that hold now."""
    units = _units(desk)
    form.show_noted([(fact.fact_id, _words(fact, units)) for fact in about.facts if fact.kind in _KINDS])


def _units(desk: Desk) -> dict[str, str]:
    spoken = language()
    areas = desk.kit.segments.get("business_area", ()) if desk.kit is not None else ()
    return {value.key: value.name.in_language(spoken) for value in areas}


def _fill(form: AboutYouForm, desk: Desk, about: AboutYou) -> None:
    if (kept := about.profile) is not None:
        form.fill(why=kept.why_i_mentor, limit=str(kept.caseload_limit), unit=kept.unit)
    show_noted(form, desk, about)


def about_form(page: AboutYouForm) -> AboutForm:
    """What to keep, read from the screen on the GUI thread."""
    asked = (
        Position(kind=ConflictKind.PANEL, unit=page.panel_unit.value, label=page.panel.text()),
        Position(kind=ConflictKind.RECRUITER, unit=page.recruiter_unit.value),
        Position(kind=ConflictKind.VACANCY, unit=page.vacancy_unit.value),
        Position(kind=ConflictKind.RELATIVE, label=page.relative.text()),
    )
    return AboutForm(
        why=page.why.text(),
        limit=int(page.limit.value) if page.limit.value else None,
        unit=page.unit_key(),
        positions=tuple(each for each in asked if each.unit or each.label),
        ended=frozenset(RecordId(key) for key in page.ended),
        learnt=page.learnt,
    )


def _words(fact: ConflictFact, units: dict[str, str]) -> str:
    parts = (fact.label, units.get(fact.unit, fact.unit))
    return f"{_(_KINDS[fact.kind])}: {', '.join(part for part in parts if part)}"
