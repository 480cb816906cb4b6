"""Saves a page to hand over as a PDF, where the mentor says. Printing is left to the reader of that file: a
printer queue of our own would keep a copy that no lock reaches.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from careernotes.errors import CareerNotesError
from careernotes.gui import paper
from careernotes.gui.jobs.runner import JobRunner
from careernotes.gui.models.wording import path_words
from careernotes.gui.paper import Sheet
from careernotes.gui.widgets.announcer import Announcer
from careernotes.gui.widgets.banner import Banner
from careernotes.gui.widgets.choose_path import choose_new_file, default_folder
from careernotes.i18n import _, error_text
from careernotes.services.agreed import keep_paper


class Papers(QObject):
    """What the button of a page to hand over does. The pages are made when they are asked for.

    Signals:
        place_chosen: where the PDF goes.
    """

    place_chosen = Signal(str)

    def __init__(
        self,
        parent: QObject,
        runner: JobRunner,
        banner: Banner,
        make: Callable[[], Sequence[Sheet]],
        *,
        announcer: Announcer | None = None,
        name: str = "",
    ) -> None:
        super().__init__(parent)
        self._runner, self._banner, self._make, self._announcer = runner, banner, make, announcer
        self._name = name or _("Before you go in")
        self._path = Path()
        self.place_chosen.connect(self._on_place_chosen)

    @Slot()
    def save(self) -> None:
        """Asks where the PDF goes; the name offered tells nothing about anybody."""
        place = str(default_folder() / f"{self._name}.pdf")
        choose_new_file(self._banner.window(), _("Save as PDF"), place, self.place_chosen)

    @Slot(str)
    def _on_place_chosen(self, path: str) -> None:
        self._path = Path(path if path.casefold().endswith(".pdf") else f"{path}.pdf")
        call = partial(keep_paper, self._path, paper.as_pdf(self._make()))
        self._runner.submit(call, succeeded=self._on_kept, failed=self._on_failed)

    def _on_kept(self, _kept: object) -> None:
        text = _(
            "Saved as {place}. Print it from there. Whoever has the file can read it: delete it once it is"
            " handed over."
        ).format(place=path_words(self._path))
        self._banner.show_info(text)
        self._tell(text)

    def _on_failed(self, error: CareerNotesError) -> None:
        self._banner.show_error(error_text(error))
        self._tell(error_text(error))

    def _tell(self, text: str) -> None:
        if self._announcer is not None:
            self._announcer.say(text)
