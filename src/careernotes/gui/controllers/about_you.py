"""Between what is kept about the mentor and the page that asks for it, both ways."""

from PySide6.QtWidgets import QWidget

from careernotes.domain.ids import RecordId
from careernotes.domain.mentees import ConflictFact
from careernotes.domain.vocabulary import ConflictKind
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
    """The page, filled with what was kept before."""
    kit, spoken = desk.kit, language()
    areas = kit.segments.get("business_area", ()) if kit is not None else ()
    units = {value.key: value.name.in_language(spoken) for value in areas}
    page = AboutYouStep(parent, units=tuple(units.items()), learnt=about.learnt)
    if (kept := about.profile) is not None:
        page.fill(why=kept.why_i_mentor, limit=str(kept.caseload_limit), unit=kept.unit)
    page.show_noted([(fact.fact_id, _words(fact, units)) for fact in about.facts if fact.kind in _KINDS])
    return page


def about_form(page: AboutYouStep) -> AboutForm:
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
        learnt=page.training.value == "yes",
    )


def _words(fact: ConflictFact, units: dict[str, str]) -> str:
    parts = (fact.label, units.get(fact.unit, fact.unit))
    return f"{_(_KINDS[fact.kind])}: {', '.join(part for part in parts if part)}"
