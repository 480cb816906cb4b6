"""Looking at expectations together."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from careernotes.domain.agreements import Expectation
from careernotes.domain.ids import EngagementId
from careernotes.domain.vocabulary import ExpectationMet, Side
from careernotes.gui.controllers.demo_arguments import first_person
from careernotes.gui.controllers.offering_undo import offer_change
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.models.wording import choices, word
from careernotes.gui.navigation import SessionContext
from careernotes.gui.views.expectations import ExpectationRow, ExpectationsView
from careernotes.i18n import _, noop
from careernotes.services.changes import Change
from careernotes.services.desk import Desk
from careernotes.services.expectations import Before, expectations_of, expected_before, look_together
from careernotes.services.wording import day_text


def _read(desk: Desk, key: EngagementId) -> tuple[tuple[Expectation, ...], tuple[Before, ...]]:
    return expectations_of(desk, key), expected_before(desk, key)


def _before(version: Before) -> tuple[str, list[str]]:
    """An earlier version: a heading, and who expected what and what became of it."""
    heading = _("Expected before: version {number}, {day}").format(
        number=version.version_no, day=day_text(version.agreed_on)
    )
    who = {
        Side.MENTEE: _("The mentee expected: {text} ({met})"),
        Side.MENTOR: _("I expected: {text} ({met})"),
    }
    return heading, [who[each.side].format(text=each.text, met=word(each.met)) for each in version.said]


class ExpectationsController(DeskScreen):
    """Shows what each expects and keeps how it stands."""

    title = noop("Expectations")
    rail = "people"
    view: ExpectationsView

    def __init__(self, context: SessionContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._key = EngagementId("")
        self.view = view = ExpectationsView(parent)
        view.looked.connect(self._on_looked)
        view.agreement_asked.connect(self._on_agreement_asked)

    @staticmethod
    def demo_arguments(desk: Desk) -> Mapping[str, str] | None:
        """Somebody with an agreement."""
        return first_person(desk)

    def activated(self, **arguments: str) -> None:
        """Asks for the expectations."""
        self._key = EngagementId(arguments.get("engagement_id", ""))
        self.ask(partial(_read, self.desk, self._key), self._on_read)

    def _on_read(self, read: tuple[tuple[Expectation, ...], tuple[Before, ...]]) -> None:
        said, before = read
        headings = ((Side.MENTEE, _("The mentee expects")), (Side.MENTOR, _("I expect")))
        sides = [
            (
                heading,
                [
                    ExpectationRow(key=each.expectation_id, text=each.text, met=each.met.value)
                    for each in said
                    if each.side is side
                ],
            )
            for side, heading in headings
        ]
        self.view.show_expectations(
            [each for each in sides if each[1]],
            answers=choices(ExpectationMet),
            before=[_before(each) for each in before],
        )

    def _on_looked(self) -> None:
        said = {key: ExpectationMet(value) for key, value in self.view.answers.items()}
        self.ask(partial(look_together, self.desk, self._key, said), self._on_kept)

    def _on_kept(self, change: Change) -> None:
        offer_change(self, _("What became of each expectation is noted."), change)
        self.context.navigator.back()

    def _on_agreement_asked(self) -> None:
        self.context.navigator.replace("agreement", engagement_id=self._key)
