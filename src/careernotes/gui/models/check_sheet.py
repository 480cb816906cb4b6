"""The state of "Before you go in": what is asked, what was answered, and what still stands in the way."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field

from careernotes.domain.ethics import ChecklistItem, Known, evaluate
from careernotes.domain.ids import ItemId
from careernotes.domain.vocabulary import Answer, CheckResult, Effect, Plan

PLANS = (Plan.DISCLOSE, Plan.SET_BOUNDARY, Plan.FIX_NOW, Plan.POSTPONE, Plan.HAND_OVER)


@dataclass(frozen=True, kw_only=True)
class CheckSheet:
    """One check being filled in. Nothing is answered until the mentor answers it."""

    asked: tuple[ChecklistItem, ...]
    known: tuple[Known, ...] = ()
    answers: Mapping[ItemId, Answer] = field(default_factory=dict)
    plans: Mapping[ItemId, Plan] = field(default_factory=dict)

    def answered(self, item_id: ItemId, answer: Answer) -> "CheckSheet":
        """The sheet with one more answer; a plan belongs to a "no" and goes with it."""
        plans = {key: plan for key, plan in self.plans.items() if key != item_id or answer is Answer.NO}
        return dataclasses.replace(self, answers={**self.answers, item_id: answer}, plans=plans)

    def planned(self, item_id: ItemId, plan: Plan) -> "CheckSheet":
        """The sheet with what the mentor will do about one "no"."""
        return dataclasses.replace(self, plans={**self.plans, item_id: plan})

    def with_known(self, known: tuple[Known, ...]) -> "CheckSheet":
        """The sheet with fresh facts from the vault; the answers stay."""
        return dataclasses.replace(self, known=known)

    def item(self, item_id: ItemId) -> ChecklistItem:
        """One asked line."""
        return next(item for item in self.asked if item.item_id == item_id)

    @property
    def result(self) -> CheckResult:
        """How the check stands now."""
        return evaluate(self.asked, self.answers, self.plans, self.known)[0]

    @property
    def waiting(self) -> tuple[ItemId, ...]:
        """The lines that still stand in the way, in order."""
        return evaluate(self.asked, self.answers, self.plans, self.known)[1]

    @property
    def may_start(self) -> bool:
        """Whether the session can start."""
        return not self.waiting

    def effect_of(self, item_id: ItemId) -> Effect | None:
        """What the answer to one line does now: nothing, or the effect of its "no"."""
        return self.item(item_id).on_no if self.answers.get(item_id) is Answer.NO else None
