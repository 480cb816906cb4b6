import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.services.conftest import PASSPHRASE, StoppedClock, take_on

from careernotes.errors import CancelledError, CareerNotesError
from careernotes.sealing.kdf import KdfProfile
from careernotes.services import conversations, passphrases, proving, unlocking
from careernotes.services.desk import Desk
from careernotes.services.work import Work
from careernotes.vault.audit import AuditCode
from careernotes.vault.errors import (
    BusyError,
    DiskFullError,
    FailingDiskError,
    WrongPassphraseError,
    WrongSheetError,
)
from careernotes.vault.notes import NotesStore

CHEAP = {"profile": KdfProfile.TEST, "allow_test": True}


def test_a_vault_opens_with_its_passphrase_or_its_sheet_and_the_passphrase_can_change(
    tmp_path: Path, clock: StoppedClock
) -> None:
    made = unlocking.create(tmp_path / "v", passphrase=PASSPHRASE, clock=clock, **CHEAP)
    made.desk.close()
    with pytest.raises(WrongPassphraseError):
        unlocking.unlock(tmp_path / "v", PASSPHRASE + "x", clock=clock, allow_test=True)
    desk = unlocking.unlock_with_sheet(tmp_path / "v", made.sheet, clock=clock)
    assert desk.vault.sheet_used
    new = unlocking.generate_passphrase()
    unlocking.change_passphrase(desk, new, **CHEAP)
    desk.close()
    with pytest.raises(WrongPassphraseError):
        unlocking.unlock(tmp_path / "v", PASSPHRASE, clock=clock, allow_test=True)
    unlocking.unlock(tmp_path / "v", new, clock=clock, allow_test=True).close()


def test_the_passphrase_in_force_is_asked_before_a_new_one_holds(tmp_path: Path, clock: StoppedClock) -> None:
    made = unlocking.create(tmp_path / "v", passphrase=PASSPHRASE, clock=clock, **CHEAP)
    new, newest = unlocking.generate_passphrase(), unlocking.generate_passphrase()
    with pytest.raises(WrongPassphraseError):
        unlocking.change_proved(made.desk, new, new, profile=KdfProfile.TEST)
    unlocking.change_proved(made.desk, PASSPHRASE, new, profile=KdfProfile.TEST)
    made.desk.close()
    with pytest.raises(WrongPassphraseError):
        unlocking.unlock(tmp_path / "v", PASSPHRASE, clock=clock, allow_test=True)
    unlocking.unlock(tmp_path / "v", new, clock=clock, allow_test=True).close()
    by_sheet = unlocking.unlock_with_sheet(tmp_path / "v", made.sheet, clock=clock)
    # After a minute the sheet is asked for again.
    proving.forget(by_sheet)
    for wrong in ("", made.sheet[::-1]):
        with pytest.raises(WrongSheetError):
            unlocking.change_proved(by_sheet, wrong, newest, profile=KdfProfile.TEST)
    unlocking.change_proved(by_sheet, made.sheet, newest, profile=KdfProfile.TEST)
    by_sheet.close()
    by_sheet = unlocking.unlock_with_sheet(tmp_path / "v", made.sheet, clock=clock)
    unlocking.change_proved(by_sheet, "", newest, profile=KdfProfile.TEST)
    by_sheet.close()
    unlocking.unlock(tmp_path / "v", newest, clock=clock, allow_test=True).close()


@pytest.mark.long
def test_who_asks_for_slower_guessing_gets_half_a_gibibyte_for_each_guess(
    tmp_path: Path, clock: StoppedClock
) -> None:
    made = unlocking.create(tmp_path / "v", passphrase=PASSPHRASE, clock=clock, **CHEAP)
    made.desk.close()
    new = unlocking.generate_passphrase()
    # By the sheet: what is there to be shown is the new price, not the old one once more.
    desk = unlocking.unlock_with_sheet(tmp_path / "v", made.sheet, clock=clock)
    unlocking.change_proved(desk, "", new, dearer=True)
    desk.close()
    slots = json.loads((tmp_path / "v" / "header.a").read_bytes())["slots"]
    assert slots[0]["memory_kib"] >= 512 * 1024
    unlocking.unlock(tmp_path / "v", new, clock=clock).close()


def test_a_passphrase_that_can_be_guessed_makes_no_vault(tmp_path: Path, desk: Desk) -> None:
    with pytest.raises(unlocking.WeakPassphraseError):
        unlocking.create(tmp_path / "weak", passphrase="careernotes2026", **CHEAP)
    assert not (tmp_path / "weak").exists()
    with pytest.raises(unlocking.WeakPassphraseError):
        unlocking.change_passphrase(desk, "", **CHEAP)


def test_three_groups_of_the_sheet_are_asked_back(tmp_path: Path, clock: StoppedClock) -> None:
    made = unlocking.create(tmp_path / "v", passphrase=PASSPHRASE, clock=clock, **CHEAP)
    made.desk.close()
    asked = {unlocking.pick_groups() for _each in range(200)}
    assert all(0 <= a < b < c < 12 for a, b, c in asked)
    assert {index for three in asked for index in three} == set(range(12))
    groups = made.sheet.split()
    typed = [groups[0].lower(), groups[5], "AAAA" if groups[11] != "AAAA" else "BBBB"]
    assert unlocking.check_groups(made.sheet, (0, 5, 11), typed) == (True, True, False)


def test_a_generated_passphrase_is_at_least_five_words_of_the_list_and_accepted() -> None:
    assert (len(passphrases.words()), len(set(passphrases.words()))) == (7776, 7776)
    seen = {unlocking.generate_passphrase(count) for count in (0, 5, 5, 7)}
    assert len(seen) == 4
    for made in seen:
        assert len(made.split(" ")) >= 5
        assert set(made.split(" ")) <= set(passphrases.words())


@pytest.mark.parametrize(
    ("typed", "accepted"),
    [
        ("", False),
        ("Welkom01!", False),
        ("mentor career notes", False),
        ("passphrase passphrase passphrase passphrase passphrase", False),
        ("abacus abdomen abdominal abide abiding", True),
        ("Abacus-Abdomen.Abide_t-shirt zoom", True),
        ("Xk9#qv!Lm2@wpZr7&t", True),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", False),
    ],
)
def test_strength_accepts_five_list_words_or_the_best_score(typed: str, accepted: bool) -> None:
    judged = unlocking.strength(typed)
    assert judged.accepted is accepted
    assert judged.advice
    assert 0 <= judged.score <= 4


@settings(deadline=2000, max_examples=30)
@given(st.text(st.characters(), max_size=3000))
def test_judging_any_text_raises_nothing_and_is_quick(typed: str) -> None:
    judged = unlocking.strength(typed)
    assert judged.advice
    assert 0 <= judged.score <= 4
    assert not judged.accepted or len(typed) >= 8


def test_work_reports_and_stops_when_asked() -> None:
    steps: list[tuple[float, str]] = []
    asked = [False]
    work = Work(on_step=lambda share, label: steps.append((share, label)), cancelled=lambda: asked[0])
    work.step(0.5, "half")
    work.step(7.0)
    asked[0] = True
    with pytest.raises(CancelledError):
        work.step(0.9)
    Work.silent().step(0.1)
    assert steps == [(0.5, "half"), (1.0, "")]


_WRITER = """
import sys, itertools
from dataclasses import replace
from pathlib import Path
from careernotes.domain.ids import EngagementId
from careernotes.services import conversations, unlocking
desk = unlocking.unlock(Path(sys.argv[1]), sys.argv[2], allow_test=True)
draft = conversations.start_session(desk, EngagementId(sys.argv[3]))
for number in itertools.count():
    draft = conversations.autosave(desk, replace(draft, record=f"word {number} " * 50))
    print(number, draft.session_id, flush=True)
"""


def test_a_kill_between_autosave_and_record_leaves_the_draft(desk: Desk, clock: StoppedClock) -> None:
    key, folder = take_on(desk), desk.vault.paths.folder
    desk.close()
    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(folder), PASSPHRASE, key],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        text=True,
    )
    assert writer.stdout is not None
    said = [writer.stdout.readline().split() for _each in range(8)]
    os.kill(writer.pid, signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    said += [line.split() for line in writer.stdout.read().splitlines()]
    writer.wait()
    writer.stdout.close()
    saved, session_id = next((int(words[0]), words[1]) for words in reversed(said) if len(words) == 2)
    again = unlocking.unlock(folder, PASSPHRASE, allow_test=True)
    [draft] = conversations.drafts_waiting(again)
    assert draft.session_id == session_id
    assert int(draft.record.split()[1]) >= saved
    conversations.record_conversation(again, draft)
    assert conversations.drafts_waiting(again) == ()
    again.close()


@pytest.mark.parametrize("failure", [DiskFullError, BusyError, FailingDiskError])
def test_a_new_passphrase_in_force_is_no_failure_when_only_the_line_about_it_could_not_be_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, failure: type[CareerNotesError]
) -> None:
    folder, new = desk.vault.paths.folder, unlocking.generate_passphrase()

    def failing(*_given: object, **_named: object) -> None:
        raise failure

    with monkeypatch.context() as broken:
        broken.setattr(NotesStore, "transaction", failing)
        unlocking.change_proved(desk, PASSPHRASE, new, profile=KdfProfile.TEST)
    desk.close()
    with pytest.raises(WrongPassphraseError):
        unlocking.unlock(folder, PASSPHRASE, allow_test=True)
    again = unlocking.unlock(folder, new, allow_test=True)
    assert not again.vault.notices
    (line,) = (each for each in again.vault.trail.entries() if each.code is AuditCode.SLOT_CHANGED)
    assert int.from_bytes(line.ref, "big") == again.vault.generation
    assert again.vault.notes.state().header_generation == again.vault.generation
    again.close()
    once = unlocking.unlock(folder, new, allow_test=True)
    assert [each.code for each in once.vault.trail.entries()].count(AuditCode.SLOT_CHANGED) == 1
    once.close()
