"""Lead and trustee before a pool, by the keyboard: key, paper, kit, mentors, and one sum over both halves."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.e2e.programme import PASSPHRASE
from tests.e2e.together import MENTORS, Pair, make_pair, seed_of
from tests.gui.conftest import make_vault, wait_quiet

from careernotes.exporter.sheets import kit_words
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.views.keeper import KeeperView
from careernotes.gui.views.pool import PoolView
from careernotes.sealing.enrolment_file import enrolment_bytes, spoken
from careernotes.sealing.kdf import KdfProfile
from careernotes.sealing.programme_keys import Role, create_key_file, read_public
from careernotes.sealing.signatures import public_of

Begin = Callable[..., ShellController]
pytestmark = pytest.mark.usefixtures("cheap_exporter")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """Ten mentors' halves have arrived, and the trustee's list."""
    made = make_pair(tmp_path_factory.mktemp("keeper") / "programme")
    assert made.collect(out=made.list_file).code == 0
    return made


@pytest.fixture
def pair(whole: Pair, tmp_path: Path) -> Pair:
    """A copy that a test may change."""
    return whole.copy(tmp_path / "programme")


class Hands:
    """What a person does in the window, by the keyboard alone."""

    def __init__(self, qtbot: QtBot, shell: ShellController) -> None:
        self._qtbot, self.shell = qtbot, shell

    @property
    def view(self) -> KeeperView:
        assert self.shell.navigator is not None
        assert self.shell.navigator.current is not None
        view = self.shell.navigator.current.view
        assert isinstance(view, KeeperView)
        return view

    def sees(self, line: QLabel, words: str) -> None:
        assert words in line.text()
        self._qtbot.waitUntil(lambda: line.visibleRegion().boundingRect() == line.rect())

    def press(self, button: QPushButton) -> None:
        assert button.isVisible()
        button.setFocus()
        self._qtbot.keyClick(button, Qt.Key.Key_Space)
        self.wait()

    def type(self, field: QWidget, text: str, *, enter: bool = False) -> None:
        assert field.isVisible()
        field.setFocus()
        self._qtbot.keyClicks(field, text)
        if enter:
            self._qtbot.keyClick(field, Qt.Key.Key_Return)
            self.wait()

    def wait(self) -> None:
        wait_quiet(self._qtbot, self.shell)

    def open_folder(self, folder: Path) -> None:
        self.type(self.view.folder.folder.edit, str(folder), enter=True)

    def step(self, name: str) -> None:
        assert self.view.steps is not None
        self.press(self.view.steps.button_of(name))

    def give_passphrase(self, words: str = PASSPHRASE) -> None:
        self.type(self.view.passphrase.field.edit, words, enter=True)

    @property
    def banner(self) -> str:
        return self.view.banner.text


@pytest.fixture
def hands(qtbot: QtBot, start: Begin, tmp_path: Path) -> Hands:
    """The lead has come in through the door at the entrance."""
    shell = start(tmp_path / "none.careernotes")
    made = Hands(qtbot, shell)
    door = next(each for each in shell.window.findChildren(QPushButton) if "programme lead" in each.text())
    made.press(door)
    return made


def test_a_lead_makes_a_key_prints_it_and_reads_it_back(hands: Hands, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    hands.open_folder(folder)
    card = hands.view.key
    hands.type(card.first.edit, "four words are enough")
    hands.type(card.again.edit, "four words are not enough", enter=True)
    assert "not the same" in card.again.below.text()
    assert not (folder / "lead.cnkey").exists()
    hands.type(card.again.edit, "four words are enough", enter=True)
    assert "Your key is made" in hands.banner
    assert card.first.text() == card.again.text() == ""
    words = spoken(read_public(folder / "lead.cnkey").sign_key)
    assert card.words.words == words

    card.print_asked.emit(str(folder / "key.pdf"))
    hands.wait()
    assert (folder / "key.pdf").read_bytes().startswith(b"%PDF")
    hands.type(card.compare.field.edit, words.replace(words.split()[2], "wrong"), enter=True)
    assert "word 3 " in card.compare.verdict.text
    assert "CN469" in card.compare.verdict.text
    card.compare.field.set_text("")
    hands.type(card.compare.field.edit, words.upper(), enter=True)
    assert "your sheet is right" in card.compare.verdict.text


def test_a_short_passphrase_makes_no_key_and_says_why(hands: Hands, tmp_path: Path) -> None:
    hands.open_folder(tmp_path / "mine")
    for field in (hands.view.key.first, hands.view.key.again):
        hands.type(field.edit, "too short")
    hands.press(hands.view.key.go)
    assert "CN467" in hands.banner
    assert not (tmp_path / "mine" / "lead.cnkey").exists()
    assert hands.view.key.first.isVisible()


def test_the_words_of_the_kit_are_compared_one_after_the_other(hands: Hands, pair: Pair) -> None:
    hands.open_folder(pair.folder)
    hands.step("kit")
    card, words = hands.view.kit, kit_words(pair.opened.kit)
    assert {card.kit.words, card.lead.words, card.trustee.words} == set(words.values())
    hands.type(card.compare.field.edit, words["trustee"], enter=True)
    assert "trustee's key" in card.compare.verdict.text
    hands.type(card.compare.field.edit, spoken("00" * 32), enter=True)
    assert "CN469" in card.compare.verdict.text


def test_a_lead_signs_the_kit_with_the_trustees_key(hands: Hands, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    for role in Role:
        create_key_file(folder / f"{role.value}.cnkey", role, PASSPHRASE, KdfProfile.TEST, allow_test=True)
    hands.open_folder(folder)
    card = hands.view.kit
    hands.press(card.go)
    assert "needed" in card.description.below.text()
    card.example_asked.emit(str(folder / "kit.toml"))
    hands.wait()
    assert card.other_key.text() == str(folder / "trustee.cnkey")
    hands.press(card.go)
    hands.give_passphrase()
    assert "The kit is signed" in hands.banner
    assert card.lead.words == spoken(read_public(folder / "lead.cnkey").sign_key)
    assert (folder / "kit.cnkit").is_file()


def test_mentors_are_enrolled_by_the_words_that_were_heard(hands: Hands, pair: Pair) -> None:
    file = pair.folder / "anna.cnenrol"
    file.write_bytes(enrolment_bytes(pair.opened.kit.programme_id, seed_of(77)))
    foreign = pair.folder / "foreign.cnenrol"
    foreign.write_bytes(enrolment_bytes("ff" * 16, seed_of(78)))
    words = spoken(public_of(seed_of(77)))
    hands.open_folder(pair.folder)
    hands.step("mentors")
    hands.give_passphrase("not the passphrase of it")
    assert "CN462" in hands.view.passphrase.field.below.text()
    hands.give_passphrase()
    enrol, mentors = hands.view.enrol, hands.view.mentors
    assert words not in mentors.lines
    wrong = ((foreign, words, "CN485"), (file, spoken("00" * 32), "CN489"), (file, "-", "CN489"))
    for path, heard, code in wrong:
        enrol.begin_next()
        hands.type(enrol.request.edit, str(path))
        hands.type(enrol.heard.edit, heard, enter=True)
        assert code in hands.banner, hands.banner
        assert words not in mentors.lines
    enrol.heard.set_text("")
    hands.type(enrol.heard.edit, words, enter=True)
    assert "Enrolled" in hands.banner
    assert words in mentors.lines
    assert mentors.lines.count("\n") == MENTORS
    hands.type(mentors.ending.edit, " ".join(words.split()[:3]), enter=True)
    assert "Taken off" in hands.banner
    assert words not in mentors.lines


def test_the_lead_sees_what_is_left_out_and_why_and_gives_one_sum(hands: Hands, pair: Pair) -> None:
    truncated = next(pair.inbox("lead").glob("1-*"))
    truncated.write_bytes(truncated.read_bytes()[:-9])
    pair.send(50, only="lead")
    pair.send(3, pair.contribution(3, period=pair.sent[3].period.next()), only="lead")
    pair.send(4, pair.contribution(4, programme_id="ff" * 16), only="lead")
    twin = pair.inbox("lead") / "again.cncontrib"
    twin.write_bytes(next(pair.inbox("lead").glob("2-*")).read_bytes())
    hands.open_folder(pair.folder)
    hands.give_passphrase()
    card = hands.view.sum
    hands.type(card.period.edit, "soon", enter=True)
    assert "Write it like" in card.period.below.text()
    card.period.set_text("")
    hands.type(card.period.edit, "2026-H1", enter=True)
    said = found_words(hands)
    for code in ("CN432", "CN436", "CN439", "CN442"):
        assert f"({code})" in said, said
    assert "another period" in said
    assert "not on your list" in said
    assert "replaced by a newer one" in said
    absent = " ".join(spoken(public_of(seed_of(1))).split()[:3])
    assert absent in said
    assert not pair.ledger("lead").exists()

    assert card.theirs.text() == str(pair.list_file)
    hands.press(card.compare)
    assert "Only the trustee's half has arrived: 2" in found_words(hands)
    release = hands.view.release
    hands.type(release.typed.edit, "2026-H2", enter=True)
    assert not (pair.folder / "lead-2026-H1.cnsum").exists()
    release.typed.set_text("")
    assert release.go.property("kind") == "primary"
    hands.type(release.typed.edit, "2026-H1", enter=True)
    hands.sees(release.done, "Written, over 8 contributions")
    # Done: nothing asks to be pressed any more.
    assert release.go.property("kind") == "secondary"
    assert (pair.folder / "lead-2026-H1.cnsum").is_file()

    pair.send(1)
    hands.press(card.compare)
    assert "CN449" in hands.banner
    release.place.set_text(str(pair.folder / "again.cnsum"))
    hands.type(release.typed.edit, "2026-H1", enter=True)
    assert "Written, over 8 contributions" in release.done.text()


def test_leaving_forgets_the_passphrase_and_the_trustee_has_the_same_steps(hands: Hands, pair: Pair) -> None:
    hands.open_folder(pair.folder)
    hands.give_passphrase()
    navigator = hands.shell.navigator
    assert navigator is not None
    navigator.go("keeper", role="trustee", folder=str(pair.folder), step="mentors")
    assert hands.view.passphrase.field.isVisible()
    assert hands.view.passphrase.field.text() == ""
    assert "trustee" in hands.view.header.title.text()
    hands.give_passphrase()
    assert hands.view.mentors.lines.count("\n") == MENTORS - 1
    hands.step("pool")
    assert navigator.current is not None
    pool = navigator.current.view
    assert isinstance(pool, PoolView)
    assert pool.form.key.text() == str(pair.folder / "trustee.cnkey")
    assert pool.form.inbox.text() == str(pair.inbox("trustee"))
    assert "list for the lead" in pool.form.now.text()


def found_words(hands: Hands) -> str:
    """Every line about what has arrived."""
    return " ".join(each.text() for each in hands.view.found.shown)


def test_beside_an_invented_programme_a_newcomer_is_its_lead_with_copies_of_the_files(
    qtbot: QtBot, start: Begin, pair: Pair
) -> None:
    pair.inbox("lead").rename(pair.folder / "inbox-of-the-lead")
    (pair.folder / "LEAD-PASSPHRASE.txt").write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    shell = start(make_vault(pair.folder.parent / "mentor.careernotes"), demo=True)
    hands = Hands(qtbot, shell)
    hands.press(next(each for each in shell.window.findChildren(QPushButton) if "lead" in each.text()))
    assert "copies" in hands.banner
    assert hands.view.folder.folder.text() == str(pair.folder / "lead-to-try")
    hands.type(hands.view.sum.period.edit, "2026-H1", enter=True)
    assert f"{MENTORS} contributions count" in found_words(hands)
