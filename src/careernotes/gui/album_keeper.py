"""For the album: the steps of lead and trustee before a pool, with copies of invented files."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from careernotes.i18n import language

if TYPE_CHECKING:
    from careernotes.gui.controllers.shell import ShellController
    from careernotes.gui.views.keeper import KeeperView

Step = tuple[str, Callable[[], None]]
KEEPING_STEPS = (
    "keeper_folder", "keeper_key_new", "keeper_key_needed", "keeper_waiting", "keeper_kit_new", "keeper_key",
    "keeper_key_wrong", "keeper_kit", "keeper_passphrase", "keeper_mentors", "keeper_mentors_wrong",
    "keeper_sum", "keeper_found", "keeper_compared", "keeper_written", "pool_empty", "pool_places",
    "pool_allies",
)  # fmt: skip
_NOT_THE_WORDS = "eight words that stand for another key altogether"


class KeeperWalk:
    """Walks through the screen of lead and trustee; nothing where there is no invented programme."""

    def __init__(self, shell: "ShellController", *, folder: Path) -> None:
        self._shell, self._folder = shell, folder

    def steps(self) -> tuple[Step, ...]:
        """What is done one after the other; a step with a name is then worth a picture."""
        if not self._given():
            return ()
        return (
            ("keeper_folder", partial(self._go, "lead")),
            ("keeper_key_new", partial(self._go_into, "lead", "new-lead")),
            ("keeper_key_needed", self._forget_to_type),
            ("", self._take_a_key_along),
            ("keeper_waiting", partial(self._go_into, "trustee", "new-trustee", "kit")),
            ("keeper_kit_new", partial(self._go_into, "lead", "with-key", "kit")),
            ("keeper_key", partial(self._show, "key")),
            ("keeper_key_wrong", self._read_back),
            ("keeper_kit", partial(self._show, "kit")),
            ("keeper_passphrase", partial(self._show, "mentors")),
            ("keeper_mentors", self._tell_passphrase),
            ("keeper_mentors_wrong", self._enrol),
            ("keeper_sum", partial(self._choose, "sum")),
            ("keeper_found", self._look),
            ("keeper_compared", self._compare),
            ("keeper_written", self._write),
            ("pool_empty", partial(self._pool, "")),
            ("pool_places", self._show_places),
            ("pool_allies", self._assume),
        )

    def _given(self) -> Mapping[str, str]:
        from careernotes.services.invented import invented_lead  # noqa: PLC0415  not needed for the entrance

        return invented_lead(self._shell.which.folder, folder=self._folder / language())

    @property
    def _view(self) -> "KeeperView":
        from careernotes.gui.views.keeper import KeeperView  # noqa: PLC0415  loaded by now

        return next(each for each in self._shell.window.findChildren(KeeperView) if each.isVisible())

    def _go(self, role: str, **arguments: str) -> None:
        self._shell.visit("keeper", role=role, **arguments)

    def _go_into(self, role: str, name: str, step: str = "") -> None:
        self._go(role, folder=str(self._folder / language() / name), step=step)

    def _forget_to_type(self) -> None:
        self._view.key.go.click()

    def _take_a_key_along(self) -> None:
        """A folder with nothing but a key in it, for the lead and for the trustee."""
        from shutil import copyfile  # noqa: PLC0415  only here

        key = Path(self._given()["folder"]) / "lead.cnkey"
        for name, role in (("with-key", "lead"), ("new-trustee", "trustee")):
            place = self._folder / language() / name
            place.mkdir(parents=True, exist_ok=True)
            copyfile(key, place / f"{role}.cnkey")

    def _show(self, step: str) -> None:
        self._go("lead", folder=self._given()["folder"], step=step)

    def _choose(self, step: str) -> None:
        steps = self._view.steps
        if steps is not None:
            steps.answer(step)

    def _read_back(self) -> None:
        compare = self._view.key.compare
        compare.field.set_text(_NOT_THE_WORDS)
        compare.go.click()

    def _tell_passphrase(self) -> None:
        card = self._view.passphrase
        card.field.set_text(self._given()["passphrase"])
        card.go.click()

    def _enrol(self) -> None:
        card = self._view.enrol
        card.request.set_text(self._given()["enrolment"])
        card.heard.set_text(_NOT_THE_WORDS)
        card.go.click()

    def _look(self) -> None:
        self._view.sum.period.set_text(self._given()["period"])
        self._view.sum.look.click()

    def _compare(self) -> None:
        self._view.sum.compare.click()

    def _write(self) -> None:
        release = self._view.release
        release.typed.set_text(self._given()["period"])
        release.go.click()

    def _pool(self, folder: str) -> None:
        self._shell.visit("pool", folder=folder)

    def _show_places(self) -> None:
        from careernotes.gui.views.pool import PoolView  # noqa: PLC0415  loaded by now

        self._pool(self._given()["folder"])
        view = next(each for each in self._shell.window.findChildren(PoolView) if each.isVisible())
        view.form.more.click()

    def _assume(self) -> None:
        from careernotes.gui.views.pool import PoolView  # noqa: PLC0415  loaded by now

        self._pool(self._given()["folder"])
        view = next(each for each in self._shell.window.findChildren(PoolView) if each.isVisible())
        view.form.assume.click()
        for people in ("2", "1"):
            view.form.allies.people.set_text(people)
            view.form.allies.since.set_text(self._given()["period"])
            view.form.allies.add.click()
