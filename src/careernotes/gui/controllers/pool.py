"""The pool: opens contributions in the exporter's own process and releases the report, for the trustee."""

import contextlib
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from careernotes.domain.periods import Period
from careernotes.errors import CareerNotesError
from careernotes.gui.controllers import keeper_words
from careernotes.gui.controllers.exporter_screen import ExporterScreen
from careernotes.gui.controllers.inbox_words import inbox_lines
from careernotes.gui.controllers.report_words import withheld_said
from careernotes.gui.navigation import SessionContext
from careernotes.gui.screens import AT_ONCE
from careernotes.gui.views.pool import OPEN_KEYS, PoolView
from careernotes.gui.widgets.buttons import shown_keys
from careernotes.gui.widgets.choose_path import default_folder
from careernotes.i18n import _, noop
from careernotes.services import trustee
from careernotes.services.desk import Desk
from careernotes.services.exporter_answers import ReportPreview
from careernotes.services.invented import invented_pool
from careernotes.services.keeper_folder import KeeperFolder, KeeperRole
from careernotes.services.trustee import PoolFiles


class PoolController(ExporterScreen):
    """One visit to the trustee's screen. Needs no vault."""

    title = noop("The pool")
    view: PoolView

    def __init__(self, context: SessionContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.view = PoolView(parent)
        self._files: PoolFiles | None = None
        self.view.form.submitted.connect(self._on_submitted)
        self.view.form.list_asked.connect(self._on_list_asked)
        self.view.form.folder_named.connect(self._on_folder_named)
        self.view.form.kit_named.connect(self._on_kit_named)
        self.view.form.before_asked.connect(self._on_before_asked)
        self.view.release.released.connect(self._on_released)

    def activated(self, **arguments: str) -> None:
        """Shows the form, filled in as far as *arguments* go; those of the pictures open it at once."""
        self.view.form.fill(arguments)
        self.view.about.show_lines(keeper_words.about(keeper_words.POOL, KeeperRole.TRUSTEE), role="body")
        self.view.form.folder.edit.setFocus()
        if not arguments.get("kit"):
            self._on_folder_named(arguments.get("folder", ""))
        if AT_ONCE in arguments:
            self._on_submitted()
        elif arguments.get("passphrase"):
            self.view.banner.show_info(
                _(
                    "These are the invented programme's own files and its trustee's passphrase."
                    " Press {keys} to see the report."
                ).format(keys=shown_keys(OPEN_KEYS))
            )
            self.view.form.open.setFocus()

    def deactivated(self) -> None:
        """Stops what nobody waits for any more and forgets the passphrase."""
        self._files = None
        self.view.form.passphrase.clear()
        self._stop()

    def go_back(self) -> bool:
        """Esc closes the answers first."""
        if self.view.form.isHidden():
            self._files = None
            self._stop()
            self.view.show_answers(shown=False)
            return True
        return False

    @staticmethod
    def demo_arguments(desk: Desk) -> Mapping[str, str] | None:
        """The pool of the invented programme that the open vault belongs to."""
        if desk.kit is None:
            return None
        found = invented_pool(desk.vault.paths.folder, ledger="ledger-of-the-pictures")
        return {**found, AT_ONCE: "yes"} if found else None

    @Slot(str)
    def _on_folder_named(self, path: str) -> None:
        """A folder brings every place in it along, and what to do next."""
        folder = KeeperFolder(path=Path(path).expanduser(), role=KeeperRole.TRUSTEE)
        if not path or not folder.path.is_dir():
            self.view.form.show_now("")
            return
        found = {"kit": folder.kit, "key": folder.key, "enrolled": folder.mentors, "sum": folder.sum_file}
        places = {name: str(each) if each.is_file() else "" for name, each in found.items()}
        self.view.form.fill({**places, "inbox": str(folder.inbox), "ledger": str(folder.ledger)})
        self.view.form.show_now(keeper_words.next_in_pool({name for name in found if places[name]}))

    @Slot(str)
    def _on_kit_named(self, path: str) -> None:
        """Before the first look, which may draw noise: how this programme's figures are protected."""
        kit, told = Path(path.strip()).expanduser(), ""
        if kit.suffix == ".cnkit" and kit.is_file():
            with contextlib.suppress(CareerNotesError):  # the look itself says what is wrong with it
                told, areas = trustee.protection(kit), trustee.areas(kit)
                # A path that is half typed names no kit, and says nothing about the areas of one.
                self.view.form.show_areas(areas)
        self.view.form.show_plan(told)

    @Slot()
    def _on_before_asked(self) -> None:
        folder = self.view.form.folder.text()
        self.context.navigator.go("keeper", role=KeeperRole.TRUSTEE.value, folder=folder)

    @Slot()
    def _on_submitted(self) -> None:
        self._stop()
        self._files = self._filled_in()
        if self._files is not None and self._period is not None:
            self._reprints = False
            self.ask(partial(trustee.preview_pool, self._files, self._period), self._on_preview)

    @Slot(str)
    def _on_list_asked(self, path: str) -> None:
        self._stop()
        files = self._filled_in()
        if files is not None and self._period is not None:
            self.ask(partial(trustee.collect, files, self._period, Path(path)), self._on_listed)

    def _on_listed(self, halves: int) -> None:
        self.view.show_busy(1000)
        self.view.banner.show_info(
            _(
                "The list was written; halves that have arrived: {n}. Send it to the programme lead, who"
                " sends you the sum."
            ).format(n=halves)
        )

    def _filled_in(self) -> PoolFiles | None:
        """What the form says; the passphrase leaves it. None when its period is none."""
        form = self.view.form
        try:
            self._period = Period.parse(form.period.text())
        except ValueError:
            form.period.show_problem(_("Write it like 2026, 2026-H1 or 2026-Q3."))
            form.period.edit.setFocus()
            return None
        files = PoolFiles(
            kit=Path(form.kit.text()).expanduser(),
            key=Path(form.key.text()).expanduser(),
            inbox=Path(form.inbox.text()).expanduser(),
            ledger=Path(form.ledger.text()).expanduser(),
            passphrase=form.passphrase.text(),
            sum_file=_path(form.sum.text()),
            enrolled=_path(form.enrolled.text()),
            allies=form.allies.texts(),
        )
        form.passphrase.clear()
        return files

    def _on_preview(self, preview: ReportPreview) -> None:
        if self._files is None or preview.model.document.period != str(self._period):
            return
        self.view.show_busy(1000)
        self.view.show_answers(shown=True)
        self.view.report.show_document(preview.model.document)
        self.view.show_reasons([f"{line.heading}, {line.name}: {line.text}" for line in preview.withheld])
        self.context.announcer.say(withheld_said(len(preview.withheld)))
        self.view.show_attack([*preview.attack, *preview.noise])
        self.view.show_files(_file_lines(preview))
        if preview.ledger_is_new:
            self.view.banner.show_warning(_("This ledger is new: nothing was released with it before."))
        word = preview.model.document.period
        self.view.release.offer(
            words=_("One report for each period. Late files wait for the next one."),
            action=_("Release the report"),
            place=str(default_folder() / f"theme-report-{word}"),
            word=word,
            folder=True,
        )
        if preview.released:
            self.view.release.show_done(
                _("Released. The same files can be written again into another folder.")
            )
            self.context.announcer.say(_("The report is released."))

    @Slot(str)
    def _on_released(self, place: str) -> None:
        if self._files is None or self._period is None or not place:
            return
        make = trustee.reprint_pool if self._reprints else trustee.release_pool
        call = partial(make, self._files, self._period, Path(place).expanduser())
        self.ask(call, self._on_preview, releases=not self._reprints)


def _path(text: str) -> Path | None:
    return Path(text).expanduser() if text else None


def _file_lines(preview: ReportPreview) -> list[str]:
    if preview.inbox is None:
        return [_("This report was released before; it is shown from the ledger.")]
    return inbox_lines(preview.inbox, KeeperRole.TRUSTEE)
