"""A yes that is taken back is remembered by period alone, until the contribution was written again."""

from pathlib import Path

import pytest
from tests.unit.services.conftest import PASSPHRASE, take_on
from tests.unit.services.kits import kit_file

from careernotes.domain.mentees import Mentee
from careernotes.domain.periods import Period
from careernotes.domain.vocabulary import ConsentKey
from careernotes.gui.controllers.keeping_person import erased_words, preview_words
from careernotes.services import agreements, erasing, first_steps, proving, withdrawing
from careernotes.services.desk import Desk
from careernotes.vault import erasure
from careernotes.vault.ledger_memory import remember_ledger
from careernotes.vault.releases import Release, ReleaseKind, ReleaseLedger

NOW, BEFORE, LATER = "2026-H1", "2025-H2", "2026-H2"
GENERAL = ConsentKey.COUNTED_GENERAL


def sent(desk: Desk, kind: ReleaseKind, period: str) -> None:
    with desk.vault.keys as keys:
        ledger = ReleaseLedger.open(desk.vault.paths.releases, keys.releases, create=True)
    ledger.append(Release(kind=kind, period=period, model_hash="0" * 64, model=b"{}"))
    ledger.close()


def exchange_ledger(desk: Desk) -> None:
    """An empty one stands where the notes remember more."""
    remember_ledger(desk.vault)
    desk.vault.paths.releases.unlink()
    with desk.vault.keys as keys:
        ReleaseLedger.open(desk.vault.paths.releases, keys.releases, create=True).close()


@pytest.fixture
def counting(desk: Desk, tmp_path: Path) -> Desk:
    """A mentor in a programme who sent a contribution for this half-year and the one before."""
    made = first_steps.adopt_kit(desk, kit_file(tmp_path))
    for period in (BEFORE, NOW):
        sent(made, ReleaseKind.CONTRIBUTION, period)
    return made


@pytest.mark.parametrize("key", [GENERAL, ConsentKey.COUNTED_SENSITIVE, ConsentKey.SEGMENT_USE])
def test_each_no_to_counting_asks_for_the_contribution_again(counting: Desk, key: ConsentKey) -> None:
    person = take_on(counting, counted_general=True, counted_sensitive=True, segment_use=True)
    assert withdrawing.to_write_again(counting) == ()
    agreements.set_consent(counting, person, key, value=False)
    # Nobody was there in the half-year before.
    assert withdrawing.to_write_again(counting) == (NOW,)
    withdrawing.settle(counting, Period.parse(LATER))
    assert withdrawing.to_write_again(counting) == (NOW,)
    withdrawing.settle(counting, Period.parse(NOW))
    assert withdrawing.to_write_again(counting) == ()


def test_other_choices_and_a_first_no_ask_for_nothing(counting: Desk) -> None:
    person = take_on(counting, counted_general=True, follow_up=True)
    agreements.set_consent(counting, person, ConsentKey.FOLLOW_UP, value=False)
    other = take_on(counting, "Tova-31")
    agreements.set_consent(counting, other, GENERAL, value=False)
    assert withdrawing.to_write_again(counting) == ()
    assert withdrawing.what_left(counting, other) == withdrawing.Left()


def test_with_a_ledger_that_cannot_be_read_nothing_is_said_about_what_left(counting: Desk) -> None:
    person = take_on(counting, counted_general=True)
    assert withdrawing.what_left(counting, person).known
    counting.vault.paths.releases.write_bytes(b"noise" * 400)
    assert withdrawing.what_left(counting, person) == withdrawing.Left(known=False)
    agreements.set_consent(counting, person, GENERAL, value=False)


def test_a_ledger_that_was_put_back_from_before_says_nothing_either(counting: Desk) -> None:
    person = take_on(counting, counted_general=True)
    exchange_ledger(counting)
    assert withdrawing.what_left(counting, person) == withdrawing.Left(known=False)


def test_a_list_of_ones_own_cannot_be_written_again(counting: Desk) -> None:
    person = take_on(counting, counted_general=True)
    sent(counting, ReleaseKind.LIST, NOW)
    left = withdrawing.what_left(counting, person)
    assert left.again == (NOW,)
    sent(counting, ReleaseKind.LIST, LATER)
    assert withdrawing.what_left(counting, person).out == (LATER,)


@pytest.mark.parametrize("how", ["noise", "from before"])
def test_an_erasure_claims_nothing_of_what_was_sent_when_the_ledger_cannot_say(
    counting: Desk, how: str
) -> None:
    take_on(counting, counted_general=True)
    (person,) = counting.store.all(Mentee)
    assert erasing.preview_person(counting, person.mentee_id).sent == (NOW,)
    if how == "noise":
        counting.vault.paths.releases.write_bytes(b"noise" * 400)
    else:
        exchange_ledger(counting)
    preview = erasing.preview_person(counting, person.mentee_id)
    assert preview.sent is None
    assert "cannot be read now" in "\n".join(preview_words(preview))
    proving.prove(counting, PASSPHRASE, allow_test=True)
    done = erasing.erase_person(counting, person.mentee_id)
    assert "cannot be read now" in erased_words(done)
    assert "periods_sent" not in erasure.receipts(counting.store)[-1].counts


def test_of_who_was_never_counted_nothing_was_sent_whatever_the_ledger_says(counting: Desk) -> None:
    take_on(counting)
    (person,) = counting.store.all(Mentee)
    counting.vault.paths.releases.write_bytes(b"noise" * 400)
    assert erasing.preview_person(counting, person.mentee_id).sent == ()
