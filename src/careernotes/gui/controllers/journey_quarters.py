"""The right side of a journey: what was said each quarter, as fields, as a picture and as a table."""

import datetime as dt

from careernotes.domain.journey import Phase, SelfAssessment
from careernotes.domain.periods import quarter_of
from careernotes.gui.controllers.journey_rows import short_quarter
from careernotes.gui.models.wording import word
from careernotes.gui.views.journey import JourneyView
from careernotes.gui.views.journey_signals import SIGNALS
from careernotes.i18n import _
from careernotes.services.journey import Journey


def show_quarters(view: JourneyView, journey: Journey, *, today: dt.date) -> None:
    """Shows this quarter's answers and those before it."""
    now = quarter_of(today)
    ratings = {each.quarter: each for each in journey.ratings}
    stays = {each.quarter: each.stay for each in journey.stay}
    rating, stay = ratings.get(now), stays.get(now)
    said = (
        (rating.asks_about_plans, rating.helps_apply_learning, rating.opens_doors)
        if rating is not None
        else (None, None, None)
    )
    view.follow_up.show_quarter(manager=said, stay=stay.value if stay is not None else "")
    known = ratings.keys() | stays.keys()
    quarters = list(range(min(known), max(known) + 1)) if known else []
    values = {
        "asks": [each.asks_about_plans if (each := ratings.get(at)) else None for at in quarters],
        "helps": [each.helps_apply_learning if (each := ratings.get(at)) else None for at in quarters],
        "opens": [each.opens_doors if (each := ratings.get(at)) else None for at in quarters],
    }
    series = [(_(text), values[name]) for name, text in SIGNALS]
    rows = [
        [
            short_quarter(at),
            *(str(values[name][place] or "–") for name, _text in SIGNALS),
            word(stays[at]) if at in stays else "–",
        ]
        for place, at in enumerate(quarters)
    ]
    view.trend.show_quarters([short_quarter(at) for at in quarters], series, rows)
    start = assessment(journey, Phase.START)
    state = _("Kept in {quarter}.").format(quarter=short_quarter(start.quarter)) if start else ""
    view.assessment.show_answers(points(start), beside=(), state=state)


def assessment(journey: Journey, phase: Phase) -> SelfAssessment | None:
    """The answers of one phase, when they were given."""
    return next((each for each in journey.assessments if each.phase is phase), None)


def points(found: SelfAssessment | None) -> tuple[int, ...]:
    """Its three numbers."""
    return () if found is None else (found.direction, found.confidence, found.support)
