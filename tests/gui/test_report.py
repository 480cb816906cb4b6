"""Through the glass wall by keyboard: what would leave is shown in full, and goes only when told to."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from tests.e2e.programme import PASSPHRASE, Programme, contribute_here, facts_of, make_programme, make_vault
from tests.gui.conftest import PASSPHRASE as DESK_PASSPHRASE
from tests.gui.conftest import wait_quiet
from tests.gui.people_life import fill_desk, take_on, talk
from tests.gui.report_steps import begin_contribution, open_pool, open_report, report_view, with_kit

from careernotes.disclosure.own_list import LIST_LENGTH
from careernotes.domain.periods import Period
from careernotes.gui.controllers.settings import SettingsController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.screens import CONTRIBUTE, OWN_LIST
from careernotes.gui.views.report import ReportView
from careernotes.gui.widgets.report_sheet import FigureTable
from careernotes.sealing.contribution_file import open_contribution
from careernotes.sealing.programme_keys import open_key_file
from careernotes.services.desk import Desk

Begin = Callable[..., ShellController]


@pytest.fixture
def programme(tmp_path: Path) -> Programme:
    """A programme with its kit and keys."""
    return make_programme(tmp_path / "programme")


def visible_words(widget: QWidget) -> str:
    """Every word on the screen."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def numbers_on(view: QWidget) -> dict[str, str]:
    """The first two columns of every visible table."""
    found: dict[str, str] = {}
    for table in view.findChildren(FigureTable):
        if table.isVisible():
            for row in range(table.rowCount()):
                name, value = table.item(row, 0), table.item(row, 1)
                if name is not None and value is not None:
                    found[name.text().strip()] = value.text()
    return found


def test_without_a_kit_the_screen_says_that_there_is_nothing_to_report(
    qtbot: QtBot, desk_window: Begin
) -> None:
    view = open_report(qtbot, desk_window(fill_desk))
    assert "nothing to report" in view.banner.text
    assert view.carried.isHidden()


def test_what_is_shown_is_what_the_file_carries_and_it_goes_only_when_confirmed(
    qtbot: QtBot, desk_window: Begin, programme: Programme, tmp_path: Path
) -> None:
    shell, period = begin_contribution(desk_window, programme)
    view = report_view(shell)
    qtbot.waitUntil(lambda: "People counted" in numbers_on(view.carried))
    shown = numbers_on(view.carried)
    assert int(shown["People counted"]) >= 1
    assert "Notes, the record as well as working notes" in visible_words(view)

    target = tmp_path / "mine.cncontrib"
    view.release.place.set_text(str(target))
    view.release.typed.edit.setFocus()
    qtbot.keyClick(view.release.typed.edit, Qt.Key.Key_Return)
    wait_quiet(qtbot, shell)
    assert not target.exists()

    qtbot.keyClicks(view.release.typed.edit, period)
    qtbot.keyClick(view.release.typed.edit, Qt.Key.Key_Return)
    wait_quiet(qtbot, shell)
    # The passphrase is asked again; a wrong one writes nothing, and only it has to be typed anew.
    again = view.release.proving
    assert shell.window.focusWidget() is again.field.edit
    qtbot.keyClicks(again.field.edit, "not my passphrase at all\r")
    qtbot.waitUntil(lambda: "CN101" in again.problem.text, timeout=20_000)
    wait_quiet(qtbot, shell)
    assert not target.exists()
    assert view.release.typed.text() == period
    qtbot.keyClicks(again.field.edit, f"{DESK_PASSPHRASE}\r")
    wait_quiet(qtbot, shell)
    assert view.release.done.isVisible()
    assert again.isHidden()
    with open_key_file(programme.trustee, PASSPHRASE, allow_test=True) as keys:
        sealed = open_contribution(target.read_bytes(), box_private=keys.box_private)
    assert str(sealed.period) == period
    carried = sum(sealed.counters)
    qtbot.waitUntil(lambda: sum(int(value) for value in _all_counters(view).values()) == carried)
    assert not [table.accessibleName() for table in _tables(view) if _spare(table)]
    _the_receipt_can_be_copied_and_looked_up(qtbot, shell, view)


def test_after_a_release_that_failed_for_another_reason_no_passphrase_stays_typed(
    qtbot: QtBot, desk_window: Begin, programme: Programme, tmp_path: Path
) -> None:
    shell, period = begin_contribution(desk_window, programme)
    view = report_view(shell)
    qtbot.waitUntil(lambda: "People counted" in numbers_on(view.carried))
    taken = tmp_path / "mine.cncontrib"
    taken.mkdir()
    view.release.place.set_text(str(taken / "not" / "there.cncontrib"))
    qtbot.keyClicks(view.release.typed.edit, period)
    again = view.release.proving.field
    qtbot.keyClicks(again.edit, DESK_PASSPHRASE)
    assert again.text() == DESK_PASSPHRASE
    qtbot.keyClick(view.release.go, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(view.banner.text), timeout=20_000)
    wait_quiet(qtbot, shell)
    assert not view.release.done.isVisible()
    assert again.text() == ""


def _the_receipt_can_be_copied_and_looked_up(
    qtbot: QtBot, shell: ShellController, view: ReportView
) -> None:
    receipt = view.release.receipt
    assert receipt.isVisible()
    words = receipt.words.text()
    assert len(words.split()) == 8
    assert "What happened here" in receipt.why.text()
    receipt.copy.setFocus()
    qtbot.keyClick(receipt.copy, Qt.Key.Key_Space)
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text() == words
    assert copied.data("x-kde-passwordManagerHint").data() == b"secret"
    assert "30 seconds" in receipt.copied.text()
    assert shell.navigator is not None
    shell.navigator.go("settings")
    wait_quiet(qtbot, shell)
    screen = shell.navigator.current
    assert isinstance(screen, SettingsController)
    card = screen.view.history
    for typed, answer in (
        ("two words", "A receipt is eight words"),
        (" ".join(reversed(words.split())), "stand for no line"),
        (f" {words.upper()} ", "These words fit: Contribution written for the trustee"),
    ):
        card.typed.set_text(typed)
        card.typed.edit.setFocus()
        qtbot.keyClick(card.typed.edit, Qt.Key.Key_Return)
        wait_quiet(qtbot, shell)
        qtbot.waitUntil(lambda said=answer: said in card.verdict.text + card.typed.below.text())


def _tables(view: ReportView) -> list[FigureTable]:
    return [table for table in view.carried.findChildren(FigureTable) if table.isVisible()]


def _spare(table: FigureTable) -> bool:
    """Whether there is room for half a row more below its rows."""
    return table.viewport().height() - table.verticalHeader().length() > table.rowHeight(0) / 2


def _all_counters(view: ReportView) -> dict[tuple[int, int], str]:
    return {
        (place, row): table.item(row, 1).text()
        for place, table in enumerate(_tables(view))
        for row in range(table.rowCount())
    }


def test_an_answer_that_comes_too_late_is_not_shown_for_another_choice(
    qtbot: QtBot, desk_window: Begin, programme: Programme
) -> None:
    shell, _period = begin_contribution(desk_window, programme)
    view = report_view(shell)
    assert shell.runner.busy
    own = view.kind.button_of(OWN_LIST)
    own.setFocus()
    qtbot.keyClick(own, Qt.Key.Key_Space)
    wait_quiet(qtbot, shell)
    assert view.carried.isHidden()
    assert view.release.isHidden()
    assert "CN401" in view.banner.text


def test_a_small_vault_gets_no_list_of_its_own_and_hears_why(
    qtbot: QtBot, desk_window: Begin, programme: Programme
) -> None:
    view = open_report(qtbot, desk_window(with_kit(programme), fill_desk), kind=OWN_LIST)
    assert "CN401" in view.banner.text
    assert view.result.isHidden()
    assert view.release.isHidden()
    # The way in which the same people do count is one key away.
    view.join.setFocus()
    qtbot.keyClick(view.join, Qt.Key.Key_Space)
    assert view.kind.value == CONTRIBUTE
    assert view.join.isHidden()


def thirteen_people(desk: Desk) -> None:
    """Enough for a list of one's own, each with one conversation."""
    for number in range(13):
        talk(desk, take_on(desk, f"Mira-{number:02}"), "We met.", days_ago=1)


def test_before_a_list_leaves_the_mentor_reads_how_much_it_tells_about_one_person(
    qtbot: QtBot, desk_window: Begin, programme: Programme
) -> None:
    shell = desk_window(with_kit(programme), thirteen_people)
    assert shell.desk is not None
    period = str(Period.of(shell.desk.today - dt.timedelta(days=1), LIST_LENGTH))
    view = open_report(qtbot, shell, kind=OWN_LIST, period=period)
    qtbot.waitUntil(lambda: view.meter.isVisible() and view.release.isVisible(), timeout=20_000)
    assert "withheld" in shell.announcer.last
    words = visible_words(view.meter)
    assert "20 at most" in words
    assert "only you see this" in words
    assert "Tried on every small group" in words


@pytest.mark.long
@pytest.mark.usefixtures("cheap_exporter")
def test_the_trustee_sees_the_report_and_the_reasons_and_releases_it_once(
    qtbot: QtBot, start: Begin, tmp_path: Path
) -> None:
    programme = make_programme(tmp_path / "pool")
    for number in range(9):
        vault = make_vault(tmp_path / f"m{number}.careernotes", facts_of(8, first=100 * number + 1))
        contribute_here(programme, vault, programme.inbox / f"{number}.cncontrib")
    shell = start(tmp_path / "none.careernotes")
    view = open_pool(qtbot, shell)
    view.form.fill(
        {
            "kit": str(programme.kit),
            "key": str(programme.trustee),
            "inbox": str(programme.inbox),
            "ledger": str(programme.ledger),
            "period": "2026-H1",
        }
    )
    qtbot.keyClick(view.form.passphrase.edit, Qt.Key.Key_Return)
    assert view.form.passphrase.below.text() == "This is needed."
    qtbot.keyClicks(view.form.passphrase.edit, PASSPHRASE)
    qtbot.keyClick(view.form.passphrase.edit, Qt.Key.Key_Return)
    wait_quiet(qtbot, shell)
    qtbot.waitUntil(lambda: "9 contributions count." in visible_words(view))
    words = visible_words(view)
    assert "Different senders: 9. Check that you know each of them." in words
    assert "This ledger is new" in view.banner.text
    assert "Invented worlds that fit what is published" in words
    assert not any("Withheld" in line for line in numbers_on(view.report))

    out = tmp_path / "out"
    view.release.place.set_text(str(out))
    qtbot.keyClicks(view.release.typed.edit, "2026-H1")
    qtbot.keyClick(view.release.typed.edit, Qt.Key.Key_Return)
    wait_quiet(qtbot, shell)
    assert view.release.done.isVisible(), view.banner.text
    first = {path.name: path.read_bytes() for path in out.iterdir()}
    assert {"report.en.pdf", "report.nl.html", "report.csv", "report.json"} <= set(first)
    reasons = visible_words(view.withheld)
    assert not any(line.encode() in data for line in reasons.splitlines()[2:] for data in first.values())

    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.form.isVisible()
    qtbot.keyClicks(view.form.passphrase.edit, PASSPHRASE)
    qtbot.keyClick(view.form.passphrase.edit, Qt.Key.Key_Return)
    wait_quiet(qtbot, shell)
    assert "released before" in view.banner.text
    again = tmp_path / "again"
    view.release.place.set_text(str(again))
    qtbot.keyClicks(view.release.typed.edit, "2026-H1")
    qtbot.keyClick(view.release.typed.edit, Qt.Key.Key_Return)
    wait_quiet(qtbot, shell)
    assert {path.name: path.read_bytes() for path in again.iterdir()} == first


def test_a_wrong_passphrase_of_the_trustee_is_said_in_three_sentences(
    qtbot: QtBot, start: Begin, programme: Programme, tmp_path: Path
) -> None:
    shell = start(tmp_path / "none.careernotes")
    view = open_pool(qtbot, shell)
    view.form.fill(
        {
            "kit": "/nowhere/kit",
            "key": "/nowhere/key",
            "inbox": "/nowhere",
            "ledger": "/nowhere",
            "period": "soon",
        }
    )
    qtbot.keyClicks(view.form.passphrase.edit, "anything at all")
    qtbot.keyClick(view.form.passphrase.edit, Qt.Key.Key_Return)
    assert "Write it like" in view.form.period.below.text()
    view.form.period.set_text("2026-H1")
    qtbot.keyClick(view.form.passphrase.edit, Qt.Key.Key_Return)
    wait_quiet(qtbot, shell)
    assert "(CN" in view.banner.text


def test_while_it_is_counted_the_page_says_so(qtbot: QtBot, desk_window: Begin, programme: Programme) -> None:
    shell, _period = begin_contribution(desk_window, programme)
    view = report_view(shell)
    qtbot.waitUntil(lambda: "Counting…" in visible_words(view))
    qtbot.waitUntil(lambda: "Counting…" not in visible_words(view), timeout=20_000)
    qtbot.waitUntil(view.carried.isVisible)
