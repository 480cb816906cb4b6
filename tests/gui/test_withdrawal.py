"""A yes taken back in the window, followed through the exporter to the trustee's opening of the pool."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.e2e.programme import PASSPHRASE, Programme, contribute_here, facts_of, make_programme, make_vault
from tests.gui.conftest import PASSPHRASE as DESK_PASSPHRASE
from tests.gui.conftest import wait_quiet
from tests.gui.people_keys import Keys
from tests.gui.people_life import alias_key, on_lane, take_on, talk
from tests.gui.report_steps import report_view, with_kit

from careernotes.disclosure.plan import FigureKey, TableId
from careernotes.domain.periods import Period
from careernotes.exporter.inbox import read_inbox
from careernotes.exporter.programme import open_programme
from careernotes.gui.controllers.agreement import AgreementController
from careernotes.gui.controllers.person import PersonController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.controllers.today import TodayController
from careernotes.ledger.facts import MentorFacts
from careernotes.sealing.programme_keys import open_key_file
from careernotes.services.desk import Desk
from careernotes.services.exporting import contribution_periods
from careernotes.services.withdrawing import to_write_again

pytestmark = pytest.mark.long
Begin = Callable[..., ShellController]
OTHERS = 9


def two_people(desk: Desk) -> None:
    """Two people who are counted, each with one conversation today."""
    for alias in ("Mira-07", "Tova-31"):
        talk(desk, take_on(desk, alias), "We met.", days_ago=0)


@pytest.fixture
def programme(tmp_path: Path) -> Programme:
    """A programme with its kit and keys."""
    return make_programme(tmp_path / "programme")


def begin(
    qtbot: QtBot, desk_window: Begin, programme: Programme
) -> tuple[Keys, ShellController, Desk, Period]:
    """The open desk of two people in the programme, and the newest period to contribute for."""
    shell = desk_window(with_kit(programme), two_people)
    assert shell.desk is not None
    return Keys(qtbot, shell), shell, shell.desk, contribution_periods(shell.desk)[0]


def in_quarter(facts: MentorFacts, quarter: int) -> MentorFacts:
    """The same facts, another time."""
    return MentorFacts(
        persons=tuple(replace(each, started_quarter=quarter) for each in facts.persons),
        meetings=tuple(replace(each, quarter=quarter) for each in facts.meetings),
        codings=tuple(replace(each, quarter=quarter) for each in facts.codings),
        ratings=(),
    )


def others_send(programme: Programme, folder: Path, period: Period) -> None:
    for number in range(OTHERS):
        facts = in_quarter(facts_of(8, first=100 * number + 1), period.quarters.start)
        vault = make_vault(folder / f"m{number}.careernotes", facts)
        contribute_here(programme, vault, programme.inbox / f"{number}.cncontrib", period=str(period))


def send(qtbot: QtBot, shell: ShellController, period: str, target: Path) -> None:
    """Writes the contribution that is shown, as the mentor does."""
    view = report_view(shell)
    qtbot.waitUntil(view.release.isVisible, timeout=20_000)
    view.release.place.set_text(str(target))
    view.release.typed.edit.setFocus()
    qtbot.keyClicks(view.release.typed.edit, f"{period}\r")
    wait_quiet(qtbot, shell)
    if view.release.proving.isVisible():
        qtbot.keyClicks(view.release.proving.field.edit, f"{DESK_PASSPHRASE}\r")
        wait_quiet(qtbot, shell)
    qtbot.waitUntil(target.exists, timeout=20_000)
    wait_quiet(qtbot, shell)


def counted(programme: Programme, period: Period, name: str) -> tuple[list[int], tuple[str, ...]]:
    """How many people each contribution in the trustee's inbox counts, the others' eight aside."""
    opened = open_programme(programme.kit)
    place = opened.plan.position[FigureKey(TableId.PEOPLE)]
    with open_key_file(programme.trustee, PASSPHRASE, allow_test=True) as keys:
        found = read_inbox(
            programme.inbox, opened, period, box_private=keys.box_private, progress=lambda _share: None
        )
    assert name not in [each.name for each in found.refused]
    return [n for one in found.accepted if (n := one.counters[place]) != 8], found.superseded


def test_a_yes_taken_back_replaces_what_was_sent_until_the_pool_is_opened(
    qtbot: QtBot, desk_window: Begin, programme: Programme, tmp_path: Path
) -> None:
    keys, shell, desk, period = begin(qtbot, desk_window, programme)
    others_send(programme, tmp_path, period)
    keys.go("report", kind="contribute", period=str(period))
    send(qtbot, shell, str(period), programme.inbox / "mine-1.cncontrib")
    assert counted(programme, period, "mine-1.cncontrib") == ([2], ())

    keys.go("person", engagement_id=alias_key(shell, "Mira-07"))
    person = keys.screen(PersonController)
    person.view.consents.line("counted_general").chips.answer("no")
    keys.until(lambda: "Write it again" in person._withdrawn.banner.text)
    said = person._withdrawn.banner.text
    assert f"sent before for {period}" in said
    assert "cannot be recalled" in said
    assert "never counted" in person.view.header.chip.text()

    keys.go("today")
    waiting = keys.screen(TodayController)._withdrawn
    keys.until(lambda: str(period) in waiting.banner.text)
    assert "Mira" not in waiting.banner.text
    waiting.again.setFocus()
    keys.press(Qt.Key.Key_Space)
    keys.wait_for("report")
    send(qtbot, shell, str(period), programme.inbox / "mine-2.cncontrib")
    assert counted(programme, period, "mine-2.cncontrib") == ([1], ("mine-1.cncontrib",))
    assert on_lane(shell, lambda: to_write_again(desk)) == ()
    keys.go("today")
    assert keys.screen(TodayController)._withdrawn.banner.text == ""

    opened = programme.pool(release=tmp_path / "out", period=str(period))
    assert opened.code == 0, opened.out
    assert "mine-1.cncontrib" in opened.out
    _a_no_after_that_changes_nothing(qtbot, keys, programme, period, tmp_path)


def _a_no_after_that_changes_nothing(
    qtbot: QtBot, keys: Keys, programme: Programme, period: Period, tmp_path: Path
) -> None:
    shell = keys.shell
    keys.go("person", engagement_id=alias_key(shell, "Tova-31"))
    person = keys.screen(PersonController)
    person.view.consents.line("counted_general").chips.answer("no")
    keys.until(lambda: bool(person._withdrawn.banner.text))
    keys.go("report", kind="contribute", period=str(period))
    send(qtbot, shell, str(period), programme.inbox / "mine-3.cncontrib")
    assert counted(programme, period, "mine-3.cncontrib")[0] == [0]
    again = programme.pool(release=tmp_path / "again", period=str(period))
    assert again.code != 0
    assert not (tmp_path / "again").exists()


def test_a_no_in_the_agreement_is_remembered_and_one_that_comes_too_late_can_be_put_aside(
    qtbot: QtBot, desk_window: Begin, programme: Programme, tmp_path: Path
) -> None:
    keys, shell, desk, period = begin(qtbot, desk_window, programme)
    keys.go("report", kind="contribute", period=str(period))
    send(qtbot, shell, str(period), tmp_path / "mine.cncontrib")
    keys.go("agreement", engagement_id=alias_key(shell, "Mira-07"))
    view = keys.screen(AgreementController).view
    view.consents.line("counted_general").chips.answer("no")
    view.submitted.emit()
    keys.until(lambda: keys.screen(AgreementController).agreed is not None)
    keys.go("today")
    waiting = keys.screen(TodayController)._withdrawn
    keys.until(lambda: str(period) in waiting.banner.text)
    waiting.late.click()
    keys.until(lambda: waiting.banner.text == "")
    assert on_lane(shell, lambda: to_write_again(desk)) == ()


def test_where_nothing_was_sent_there_is_nothing_to_take_back(qtbot: QtBot, desk_window: Begin) -> None:
    keys = Keys(qtbot, desk_window(two_people))
    keys.go("person", engagement_id=alias_key(keys.shell, "Mira-07"))
    person = keys.screen(PersonController)
    person.view.consents.line("follow_up").chips.answer("no")
    assert person._withdrawn.banner.text == ""
    person.view.consents.line("counted_general").chips.answer("no")
    keys.until(lambda: "Nothing was sent before" in person._withdrawn.banner.text)
    assert not person._withdrawn.again.isVisible()
