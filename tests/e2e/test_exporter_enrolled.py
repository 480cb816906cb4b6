"""A keeper's list of mentors: what is said of words that nobody compared, and when there is a new edition."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.e2e.programme import Ran
from tests.e2e.together import Pair, make_pair, run, seed_of

from careernotes.exporter.enrolling import add_mentors
from careernotes.exporter.speech import Answer
from careernotes.sealing.enrolment_file import enrolment_bytes, spoken
from careernotes.sealing.signatures import public_of


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    return make_pair(tmp_path_factory.mktemp("enrolled") / "programme", mentors=2)


@pytest.fixture
def pair(whole: Pair, tmp_path: Path) -> Pair:
    return whole.copy(tmp_path / "programme")


def request(pair: Pair, number: int, name: str = "") -> Path:
    path = pair.folder / f"{name or number}.cnenrol"
    path.write_bytes(enrolment_bytes(pair.opened.kit.programme_id, seed_of(number)))
    return path


def words_of(number: int) -> str:
    return spoken(public_of(seed_of(number)))


def add(pair: Pair, requests: Sequence[Path], words: str = "") -> tuple[Ran, Sequence[str]]:
    """How it ends for a program, and the lines for a person."""
    said: list[str] = []
    with pair.keys("lead") as keys:

        def work(_speech: object) -> Answer:
            answer = add_mentors(
                pair.opened, keys=keys, enrolled=pair.mentors("lead"), requests=requests, words=words
            )
            said.extend(answer.lines)
            return answer

        return run(work), said


def test_a_file_whose_words_nobody_compared_is_named_with_what_to_do(pair: Pair) -> None:
    ran, lines = add(pair, [request(pair, 5, "anna"), request(pair, 6, "bert")])
    assert ran.code == 0
    assert ran.result["files"] == [
        {"file": "anna.cnenrol", "words": words_of(5), "compared": False, "new": True},
        {"file": "bert.cnenrol", "words": words_of(6), "compared": False, "new": True},
    ]
    for name, number in (("anna", 5), ("bert", 6)):
        place = lines.index(f"  {name}.cnenrol: {words_of(number)}")
        assert "NOT COMPARED" in lines[place + 1]
    assert any("--words" in line for line in lines)
    assert any("enrolled revoke" in line for line in lines)


def test_a_file_whose_words_were_compared_has_no_such_line(pair: Pair) -> None:
    ran, lines = add(pair, [request(pair, 5)], words_of(5).upper())
    assert [each["compared"] for each in ran.result["files"]] == [True]  # type: ignore[attr-defined] - a list
    assert not any("NOT COMPARED" in line or "--words" in line for line in lines)


def test_somebody_on_the_list_already_makes_no_new_edition(pair: Pair) -> None:
    before, key = pair.mentors("lead").read_bytes(), (pair.folder / "lead.cnkey").read_bytes()
    ran, lines = add(pair, [request(pair, 1)], words_of(1))
    assert (ran.code, ran.result["edition"]) == (0, 1)
    assert "Nothing has been changed." in lines
    assert pair.mentors("lead").read_bytes() == before
    assert (pair.folder / "lead.cnkey").read_bytes() == key


def test_one_new_mentor_among_known_ones_makes_one(pair: Pair) -> None:
    ran, lines = add(pair, [request(pair, 1), request(pair, 5)])
    assert ran.result["edition"] == 2
    assert "Nothing has been changed." not in lines


def test_somebody_taken_off_comes_back_in_a_new_edition(pair: Pair) -> None:
    assert pair.revoke(words_of(1), "lead").result["edition"] == 2
    ran, _lines = add(pair, [request(pair, 1)], words_of(1))
    assert ran.result["edition"] == 3


def test_a_key_that_was_cut_off_before_it_remembered_does_so_at_the_next_addition(pair: Pair) -> None:
    key = pair.folder / "lead.cnkey"
    old = key.read_bytes()
    add(pair, [request(pair, 5)], words_of(5))
    key.write_bytes(old)
    ran, _lines = add(pair, [request(pair, 5)], words_of(5))
    assert ran.result["edition"] == 2
    with pair.keys("lead") as keys:
        assert keys.memory is not None
        assert keys.memory.enrolled == 2
