"""The words of a receipt are looked up in the list of what was done, and a list made shorter is noticed."""

import datetime as dt

import pytest
from tests.unit.services.conftest import PASSPHRASE, StoppedClock

from careernotes.services import backups, bringing_back, history, trail, unlocking
from careernotes.services.desk import Desk
from careernotes.services.history import NotWordsError, find_receipt, receipt_sentence
from careernotes.services.wording import day_text
from careernotes.vault.audit import AuditCode


def test_words_stand_for_the_line_they_were_shown_after(desk: Desk) -> None:
    words = trail.note(desk, AuditCode.CONTRIBUTED, b"x" * 32)
    trail.note(desk, AuditCode.CHECKED, 0)
    found = find_receipt(desk, f"  {words.title()} ")
    assert found.line is not None
    assert found.line.words == "Contribution written for the trustee"
    assert (found.since, found.first_wrong) == (1, None)
    assert "1 line came after it" in receipt_sentence(found, "today")


def test_words_of_a_line_that_was_cut_off_stand_for_nothing(desk: Desk) -> None:
    words = trail.note(desk, AuditCode.RELEASED, b"x" * 32)
    assert find_receipt(desk, words).line is not None
    connection = desk.store.connection()
    connection.set_authorizer(None)
    # What somebody with the keys and other tools could do: the last line goes, the rest is made to fit.
    connection.execute("DROP TRIGGER main.audit_stays")
    (last,) = connection.execute("SELECT max(seq) FROM main.audit").fetchone() or (0,)
    connection.execute("DELETE FROM main.audit WHERE seq = ?", (last,))
    connection.execute(
        "UPDATE main.state SET audit_seq = audit_seq - 1,"
        " audit_head = (SELECT mac FROM main.audit WHERE seq = audit_seq - 1)"
    )
    # The list itself looks whole now; only the words kept elsewhere tell.
    assert history.is_whole(desk) is None
    found = find_receipt(desk, words)
    assert found.line is None
    assert "stand for no line" in receipt_sentence(found, "")
    assert "no longer fit" not in receipt_sentence(found, "")


def test_words_of_a_list_that_does_not_hold_are_not_called_fitting(desk: Desk) -> None:
    words = trail.note(desk, AuditCode.RELEASED, b"x" * 32)
    connection = desk.store.connection()
    connection.set_authorizer(None)
    connection.execute("DROP TRIGGER main.audit_kept")
    connection.execute("UPDATE main.audit SET code = 16 WHERE seq = 1")
    found = find_receipt(desk, words)
    assert found.first_wrong == 1
    assert "changed outside the program" in receipt_sentence(found, "")


def test_words_of_days_that_a_restored_backup_does_not_have_accuse_nobody(
    desk: Desk, clock: StoppedClock
) -> None:
    made = backups.back_up(desk).made
    clock.forward(days=3)
    words = trail.note(desk, AuditCode.CONTRIBUTED, b"x" * 32)
    folder = desk.vault.paths.folder
    desk.close()
    bringing_back.bring_back(folder / "backups" / made.name, folder, PASSPHRASE, allow_test=True)
    again = unlocking.unlock(folder, PASSPHRASE, clock=clock, allow_test=True)
    try:
        found = find_receipt(again, words)
        said = receipt_sentence(found, "")
        fits = receipt_sentence(find_receipt(again, history.history(again).receipt), "")
    finally:
        again.close()
    assert found.line is None
    assert f"the backup of {day_text(dt.date(2026, 6, 11))} was restored" in said
    assert "no longer fit" in said
    assert "no longer fit" not in fits


@pytest.mark.parametrize("typed", ["", "one", "a b c d e f g", "a b c d e f g h i"])
def test_less_or_more_than_eight_words_is_no_receipt(desk: Desk, typed: str) -> None:
    with pytest.raises(NotWordsError):
        find_receipt(desk, typed)
