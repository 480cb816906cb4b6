"""HR report: counts in the exporter's own process, shows what would leave, and lets it go when told to."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from careernotes.assets import read_json
from careernotes.canonical import canonical_bytes
from careernotes.domain.periods import Period
from careernotes.errors import CareerNotesError
from careernotes.gui.controllers import keeping_proving
from careernotes.gui.controllers.exporter_screen import NOBODY_COUNTED, TOO_FEW_FOR_A_LIST, ExporterScreen
from careernotes.gui.controllers.report_words import (
    carried_parts,
    contribution_words,
    never_leaves,
    period_words,
    withheld_said,
)
from careernotes.gui.navigation import SessionContext
from careernotes.gui.screens import CONTRIBUTE, OWN_LIST
from careernotes.gui.views.report import ReportView
from careernotes.gui.widgets.choose_path import default_folder
from careernotes.i18n import _, error_text, ngettext, noop
from careernotes.report.model import parse_model
from careernotes.services import exporting
from careernotes.services.desk import Desk
from careernotes.services.exporter_answers import ContributionPreview, ReportPreview
from careernotes.services.work import Work

T = TypeVar("T")


class ReportController(ExporterScreen):
    """One visit to the mentor's glass wall."""

    title = noop("HR report")
    view: ReportView

    def __init__(self, context: SessionContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.view = ReportView(parent, never=never_leaves())
        self._kind = CONTRIBUTE
        # The period to look at when nobody is counted in the one looked at first.
        self._instead = ""
        self.view.kind_chosen.connect(self._on_kind)
        self.view.period_chosen.connect(self._on_period)
        self.view.release.released.connect(self._on_released)

    def activated(self, **arguments: str) -> None:
        """Counts for the period in *arguments*, else for the last one that is over; with nobody counted in
        that one, for the period still running.
        """
        self._kind = arguments.get("kind", CONTRIBUTE)
        self.view.kind.set_value(self._kind)
        self._offer_periods(arguments.get("period", ""))
        self.view.kind.focus_first()

    def deactivated(self) -> None:
        """Stops a count that nobody waits for any more."""
        self._stop()

    @staticmethod
    def demo_arguments(desk: Desk) -> Mapping[str, str] | None:
        """The contribution of the invented mentor."""
        del desk
        return {"kind": CONTRIBUTE}

    def _offer_periods(self, wanted: str) -> None:
        desk = self.context.open_desk
        find = exporting.list_periods if self._kind == OWN_LIST else exporting.contribution_periods
        try:
            periods = find(desk)
        except CareerNotesError as error:
            self._on_failed(error)
            return
        texts = [str(period) for period in periods]
        if not texts:
            self.view.banner.show_info(
                _("No period has begun yet. There is nothing to report, and that is fine.")
            )
            return
        over = [str(period) for period in periods if period.ends_on < desk.today]
        chosen = wanted if wanted in texts else (over or texts)[0]
        self.view.show_periods(
            [(str(period), period_words(period, desk.today)) for period in periods], chosen
        )
        self._count(chosen)
        own_choice = wanted in texts or self._kind == OWN_LIST
        self._instead = "" if own_choice or chosen == texts[0] else texts[0]

    @property
    def may_reprint(self) -> bool:
        """A list can be written again; a contribution is always written anew."""
        return self._kind == OWN_LIST and super().may_reprint

    @Slot(str)
    def _on_kind(self, kind: str) -> None:
        self._stop()
        self._kind, self._period = kind, None
        self.view.hide_results()
        self._offer_periods("")

    @Slot(str)
    def _on_period(self, text: str) -> None:
        self._instead = ""
        self._count(text)

    def _count(self, text: str) -> None:
        self._stop()
        self._period = Period.parse(text)
        self.view.hide_results()
        self._reprints = False
        desk = self.context.open_desk
        if self._kind == OWN_LIST:
            self.ask(partial(exporting.preview_list, desk, self._period), self._on_list)
        else:
            self.ask(partial(exporting.preview_contribution, desk, self._period), self._on_contribution)

    def _offer(self, words: str, action: str, place: str, word: str, *, folder: bool) -> None:
        """The one step, behind the passphrase unless that was shown a moment ago."""
        release = self.view.release
        release.offer(words=words, action=action, place=place, word=word, folder=folder)
        keeping_proving.begin(self.context, release.proving)

    def _stale(self, kind: str, period: str) -> bool:
        """Whether an answer came for something else than what is chosen now."""
        return kind != self._kind or period != str(self._period)

    def _on_contribution(self, preview: ContributionPreview) -> None:
        if self._stale(CONTRIBUTE, str(preview.period)):
            return
        self.view.show_busy(1000)
        self._warn_if_running(
            _("This period is still running. You can write it again later; the newest one counts.")
        )
        zeros = sum(not line.value for line in preview.lines)
        rest = ngettext("{n} other number in it is zero.", "{n} other numbers in it are zero.", zeros).format(
            n=zeros
        )
        self.view.show_contribution(carried_parts(preview), rest, preview.other_fields)
        sample = parse_model(canonical_bytes(read_json("samples", "pool-report.json")))
        self.view.sample.show_document(sample.document, first="themes")
        word = str(preview.period)
        kit = self.context.open_desk.kit
        self._offer(
            contribution_words(shared=kit is not None and kit.shared),
            _("Write the contribution"),
            str(default_folder() / f"contribution-{word}.cncontrib"),
            word,
            folder=False,
        )
        if preview.written:
            self.view.release.show_done(
                _("Written. It counts once the trustee opens the pool."), receipt=preview.receipt
            )
            self.context.announcer.say(_("The contribution is written."))

    def _warn_if_running(self, text: str) -> None:
        if self._period is not None and self._period.ends_on >= self.context.open_desk.today:
            self.view.banner.show_warning(text)

    def _on_list(self, preview: ReportPreview) -> None:
        if self._stale(OWN_LIST, preview.model.document.period):
            return
        self.view.show_busy(1000)
        self._warn_if_running(
            _("This half-year is still running. What you code later would be in no report: better wait.")
        )
        self.view.result.show_document(preview.model.document)
        self.view.show_meter([*preview.meter, *preview.attack])
        self.view.show_reasons([f"{line.name}: {line.text}" for line in preview.withheld])
        self.context.announcer.say(withheld_said(len(preview.withheld)))
        word = preview.model.document.period
        self._offer(
            _("A list goes out once for each period. These months can then not go to the programme."),
            _("Release the list"),
            str(default_folder() / f"theme-list-{word}"),
            word,
            folder=True,
        )
        if preview.released:
            self.view.release.show_done(
                _("Released. The files are in that folder."), receipt=preview.receipt
            )
            self.context.announcer.say(_("The list is released."))

    @Slot(str)
    def _on_released(self, place: str) -> None:
        if self._period is None or not place:
            return
        desk, target = self.context.open_desk, Path(place).expanduser()
        if self._kind == OWN_LIST:
            make = exporting.reprint_list if self._reprints else exporting.release_list
            self._let_go(partial(make, desk, self._period, target), self._on_list)
        else:
            write = partial(exporting.write_contribution, desk, self._period, target)
            self._let_go(write, self._on_contribution)

    def _let_go(self, call: Callable[[Work], T], then: Callable[[T], None]) -> None:
        once = self._kind == OWN_LIST and not self._reprints
        self.ask(
            keeping_proving.with_proof(self.context, self.view.release.proving, call), then, releases=once
        )

    def _on_failed(self, error: CareerNotesError) -> None:
        self.view.offer_joining(offered=self._kind == OWN_LIST and error.code == TOO_FEW_FOR_A_LIST)
        if error.code == NOBODY_COUNTED and self._instead:
            text, self._instead = self._instead, ""
            self.view.show_period(text)
            self._count(text)
        elif error.code in keeping_proving.NOT_PROVED:
            self.view.show_busy(1000)
            proving = self.view.release.proving
            proving.setVisible(True)
            proving.show_problem(error_text(error))
            self.context.announcer.say(error_text(error))
        else:
            super()._on_failed(error)
