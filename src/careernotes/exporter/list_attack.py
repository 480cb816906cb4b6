"""The attack step of one mentor's list: every list before it, who came and went, and what is kept of it.

Imported only when a list is made: it loads the solver.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from careernotes.auditing.listed import ListOutcome, ListSetting, attack_list, list_memory
from careernotes.auditing.roster import Roster
from careernotes.canonical import Json
from careernotes.disclosure.meter import Meter, meter_of
from careernotes.disclosure.own_list import listable_themes, on_list
from careernotes.disclosure.plan import FigureKey
from careernotes.disclosure.safe_table import SafeReport
from careernotes.domain.periods import Period
from careernotes.exporter.allies_in import allies_of
from careernotes.exporter.attacking import audit_entry, past_of
from careernotes.exporter.programme import Programme
from careernotes.exporter.speech import Answer, Speech
from careernotes.i18n import _, ngettext
from careernotes.vault.releases import Release, ReleaseKind, ReleaseLedger

_NOBODY_IN_AN_AREA = 0


class ListAttack:
    """The attack on the list of one period; call it with the numbers of people by age."""

    def __init__(
        self,
        programme: Programme,
        period: Period,
        *,
        ledger: ReleaseLedger,
        speech: Speech,
        allies: Sequence[str] = (),
    ) -> None:
        self._programme, self._period, self._speech = programme, period, speech
        self._allies = allies
        self._past = past_of(ledger, ReleaseKind.LIST, before=period)
        self._setting: ListSetting | None = None
        self._outcome: ListOutcome | None = None

    def __call__(self, ages: Mapping[int, int]) -> frozenset[FigureKey]:
        """The themes the list must say nothing about."""
        people = {(_NOBODY_IN_AN_AREA, age): number for age, number in ages.items() if number}
        roster = Roster(period=self._period, people=people)
        self._setting = ListSetting(
            past=self._past,
            roster=roster,
            allies=allies_of(self._allies, roster, None),
            plan=self._programme.plan,
            themes=listable_themes(self._programme.taxonomy),
        )
        self._speech.progress(0.35, "attack")
        self._outcome = attack_list(self._setting)
        return self._outcome.silent

    def entry(self, report: SafeReport, model_hash: str) -> Release:
        """What later lists have to be tried against, for the ledger."""
        setting, outcome = self._done()
        kept = list_memory(setting, outcome, on_list(report), setting.plan.taxonomy_hash)
        return audit_entry(kept, model_hash)

    def meter(self) -> Meter:
        """What this list, and all so far, can tell about one named person at most."""
        setting, outcome = self._done()
        return meter_of(
            people=sum(setting.roster.people.values()),
            lists=outcome.exposed,
            this_one=len(outcome.silent) < len(setting.themes),
        )

    def meter_lines(self) -> Iterator[str]:
        """The meter in words, for before anything leaves."""
        yield from _meter_lines(self.meter())

    def told(self, answer: Answer) -> Answer:
        """The answer with the meter and with what the attack came to."""
        return replace(
            answer,
            result={**answer.result, "attack": self.plain(), "meter": _plain_meter(self.meter())},
            lines=[*answer.lines, *self.lines(), *self.meter_lines()],
        )

    def plain(self) -> dict[str, Json]:
        """What the attack came to, for a program."""
        _setting, outcome = self._done()
        return {
            "reports": outcome.lists,
            "groups": outcome.groups,
            "worlds": outcome.worlds,
            "hidden": len(outcome.silent),
            "borne": outcome.borne,
            "lines": list(self.lines()),
        }

    def lines(self) -> Iterator[str]:
        """What the attack came to, for the mentor's eyes."""
        _setting, outcome = self._done()
        yield ngettext(
            "Tried on every small group in this list. Questions: {groups}.",
            "Tried on every small group in all {n} lists so far. Questions: {groups}.",
            outcome.lists,
        ).format(n=outcome.lists, groups=outcome.groups)
        if outcome.silent:
            yield ngettext(
                "{n} theme is kept out, on the list or not: with the lists before, the answer could point at "
                "a small group.",
                "{n} themes are kept out, on the list or not: with the lists before, the answer could point "
                "at a small group.",
                len(outcome.silent),
            ).format(n=len(outcome.silent))
        if outcome.borne:
            yield ngettext(
                "{count} group could be told from earlier lists already.",
                "{count} groups could be told from earlier lists already.",
                outcome.borne,
            ).format(count=outcome.borne)

    def _done(self) -> tuple[ListSetting, ListOutcome]:
        assert self._setting is not None, "a list that was not attacked cannot be released"
        assert self._outcome is not None, "a list that was not attacked cannot be released"
        return self._setting, self._outcome


def _plain_meter(meter: Meter) -> dict[str, Json]:
    """The meter for a program, in thousandths."""
    return {
        "lists": meter.lists,
        "unit": "per mille",
        "this": {
            "others_known": round(1000 * meter.this.others_known),
            "others_unknown": round(1000 * meter.this.others_unknown),
        },
        "so_far": {
            "others_known": round(1000 * meter.so_far.others_known),
            "others_unknown": round(1000 * meter.so_far.others_unknown),
        },
        "lines": list(_meter_lines(meter)),
    }


def _meter_lines(meter: Meter) -> Iterator[str]:
    """The meter in words, before anything leaves."""
    yield _(
        "What this list tells about one theme of one named person, from 0 (nothing) to 100 (certainty): "
        "{known} at most for a reader who knows the themes of all your other people, {unknown} for one who "
        "knows nobody's."
    ).format(known=_of_100(meter.this.others_known), unknown=_of_100(meter.this.others_unknown))
    if meter.lists > 1:
        yield _(
            "All {n} lists so far together, about somebody who was in each with a theme that lasted: {known} "
            "and {unknown}."
        ).format(
            n=meter.lists,
            known=_of_100(meter.so_far.others_known),
            unknown=_of_100(meter.so_far.others_unknown),
        )


def _of_100(advantage: Fraction) -> int:
    return round(100 * advantage)
