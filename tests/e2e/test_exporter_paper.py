"""Keys, kits and enrolments on paper: made, read back and compared on the command line."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.e2e.programme import export
from tests.e2e.test_exporter_together import found
from tests.e2e.together import MENTORS, Pair, make_pair, run, seed_of

from careernotes.domain.periods import Period
from careernotes.errors import CareerNotesError
from careernotes.exporter.collecting import LeadFiles, lead_sum
from careernotes.exporter.key_files import check_words, new_key, show_key
from careernotes.exporter.kits import show_kit
from careernotes.exporter.sheets import kit_words
from careernotes.sealing.enrolment_file import spoken
from careernotes.sealing.errors import OutputExistsError
from careernotes.sealing.kdf import KdfProfile
from careernotes.sealing.programme_keys import Role, read_public
from careernotes.sealing.signatures import public_of

WORDS = "eggs grow tidy plum able sock rust lamp"
PERIOD = Period.parse("2026-H1")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """Ten mentors; the trustee's list is made, and the lead has given no sum yet."""
    made = make_pair(tmp_path_factory.mktemp("paper") / "programme")
    assert made.collect(out=made.list_file).code == 0
    return made


@pytest.fixture
def pair(whole: Pair, tmp_path: Path) -> Pair:
    """A copy that a test may change."""
    return whole.copy(tmp_path / "programme")


def preview(pair: Pair) -> dict[str, object]:
    """What a sum would be over, and the inbox event before it."""
    files = LeadFiles(
        inbox=pair.inbox("lead"),
        enrolled=pair.mentors("lead"),
        theirs=pair.list_file,
        ledger=pair.ledger("lead"),
    )
    with pair.keys("lead") as keys:
        ran = run(
            lambda speech: lead_sum(pair.opened, PERIOD, keys=keys, files=files, out=None, speech=speech)
        )
    assert ran.code == 0, ran.out
    return {**found(ran), **ran.result}


def test_a_new_key_comes_with_a_page_to_print_and_its_words_can_be_read_back(tmp_path: Path) -> None:
    key, sheet = tmp_path / "lead.cnkey", tmp_path / "lead.pdf"
    made = new_key(key, Role.LEAD, "long enough words", profile=KdfProfile.TEST, sheet=sheet, allow_test=True)
    words = str(made.result["words"])
    page = " ".join(PdfReader(sheet).pages[0].extract_text().split())
    assert all(word in page for word in words.split())
    back = export("key", "show", key, "--words", f"  {words.upper().replace(' ', ', ')} ")
    assert (back.code, back.result["words"]) == (0, words)
    wrong = export("key", "show", key, "--words", " ".join(reversed(words.split())))
    assert (wrong.code, wrong.error) == (5, "CN469")


def test_a_key_is_never_made_beside_a_sheet_that_is_somebody_elses(tmp_path: Path) -> None:
    key, sheet = tmp_path / "lead.cnkey", tmp_path / "lead.pdf"
    sheet.write_bytes(b"another page")
    with pytest.raises(OutputExistsError):
        new_key(key, Role.LEAD, "long enough words", profile=KdfProfile.TEST, sheet=sheet, allow_test=True)
    assert not key.exists()


def test_the_words_of_a_kit_are_known_by_what_they_stand_for(pair: Pair) -> None:
    for name, words in kit_words(pair.opened.kit).items():
        assert show_kit(pair.programme.kit, heard=words).result["same"] == name
    with pytest.raises(CareerNotesError, match="CN469"):
        show_kit(pair.programme.kit, heard=spoken("00" * 32))
    with pytest.raises(CareerNotesError, match="CN469"):
        show_key(pair.programme.lead, words=spoken(read_public(pair.programme.trustee).sign_key))


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("eggs grow tidy plum able sock rust lamb", 8),
        ("eggs grow tidy plum", 5),
        (f"{WORDS} more", 9),
        ("grow eggs tidy plum able sock rust lamp", 1),
        ("Eggs grow, tidy plum able sock RUST", 8),
    ],
)
def test_the_first_word_that_differs_is_named(typed: str, place: int) -> None:
    with pytest.raises(CareerNotesError) as caught:
        check_words(typed, "a b c d e f g h", WORDS)
    assert caught.value.facts == {"place": place}
    assert check_words(f" {WORDS} ", "a b c d e f g h", WORDS) == 1


def test_before_a_sum_the_lead_sees_what_it_would_be_over_and_nothing_is_entered(pair: Pair) -> None:
    before = pair.programme.lead.read_bytes()
    told = preview(pair)
    assert (told["written"], told["counted"]) == (False, MENTORS)
    assert not pair.ledger("lead").exists()
    assert pair.programme.lead.read_bytes() == before
    assert pair.sum().result["counted"] == MENTORS
    assert preview(pair)["written"] is False


def test_a_preview_over_other_contributions_than_the_sum_given_is_refused(pair: Pair) -> None:
    assert pair.sum().code == 0
    next(pair.inbox("lead").glob("1-*")).unlink()
    with pytest.raises(AssertionError, match="CN449"):
        preview(pair)


def test_the_keepers_know_whom_to_call_by_the_words_on_their_printed_list(pair: Pair) -> None:
    called = {number: spoken(public_of(seed_of(number))) for number in range(1, 32)}
    pair.enrol([30, 31])
    pair.send(30, only="lead")
    told = preview(pair)
    assert told["absent"] == [called[31]]
    assert told["waiting"] == [called[30]]
    assert told["signers"] == sorted(called[number] for number in range(1, MENTORS + 1))


def test_every_file_left_out_has_its_reason_in_words_and_no_content(pair: Pair) -> None:
    one = next(pair.inbox("lead").glob("1-*"))
    one.write_bytes(one.read_bytes()[:-40])
    pair.send(40, only="lead")
    reasons = {each["code"]: each["why"] for each in preview(pair)["refused"]}  # type: ignore[attr-defined]
    assert set(reasons) == {"CN432", "CN442"}
    assert all(len(why) > 20 and not any(sign.isdigit() for sign in why) for why in reasons.values())
