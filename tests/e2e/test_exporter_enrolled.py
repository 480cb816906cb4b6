"""A keeper's list of mentors: what is said of words that nobody compared, and when there is a new edition."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.e2e.programme import PASSPHRASE, ROOT, Ran, environment
from tests.e2e.together import Pair, make_pair, run, seed_of

from careernotes.exporter.enrolling import _compared, _Request, add_mentors
from careernotes.exporter.keys_in import Ask
from careernotes.exporter.speech import Answer
from careernotes.sealing.enrolment_file import enrolment_bytes, spoken
from careernotes.sealing.signatures import public_of

PATH = f"{ROOT / 'src'}{os.pathsep}{ROOT}"


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


def files_of(ran: Ran) -> list[dict[str, object]]:
    files = ran.result["files"]
    assert isinstance(files, list)
    return files


def add(
    pair: Pair, requests: Sequence[Path], words: str = "", *, ask: Ask | None = None
) -> tuple[Ran, Sequence[str]]:
    """How it ends for a program, and the lines for a person."""
    said: list[str] = []
    with pair.keys("lead") as keys:

        def work(_speech: object) -> Answer:
            answer = add_mentors(
                pair.opened, keys=keys, enrolled=pair.mentors("lead"), requests=requests, words=words, ask=ask
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


class Typist:
    """Somebody at a terminal, with what they type at each question."""

    def __init__(self, *answers: str) -> None:
        self.answers, self.asked = list(answers), list[str]()

    def __call__(self, question: str) -> str:
        self.asked.append(question)
        return self.answers.pop(0) if self.answers else ""


def test_whoever_can_be_asked_is_asked_for_the_words_of_each_file(pair: Pair) -> None:
    typist = Typist(words_of(5).upper() + "\n", words_of(6) + "\n")
    ran, lines = add(pair, [request(pair, 5, "anna"), request(pair, 6, "bert")], ask=typist)
    assert [question.split(":")[0] for question in typist.asked] == ["anna.cnenrol", "bert.cnenrol"]
    assert [each["compared"] for each in files_of(ran)] == [True, True]
    assert not any("NOT COMPARED" in line for line in lines)
    assert not any(word in "".join(typist.asked) for word in words_of(5).split())


@pytest.mark.parametrize("typed", ["\n", "", "  \n"])
def test_enter_alone_and_an_end_of_input_leave_a_file_out(pair: Pair, typed: str) -> None:
    before = pair.mentors("lead").read_bytes()
    ran, lines = add(pair, [request(pair, 5, "invented")], ask=Typist(typed))
    assert (ran.code, files_of(ran)) == (0, [])
    assert "Left out, not compared: invented.cnenrol" in lines
    assert words_of(5) not in "".join(lines)
    assert pair.mentors("lead").read_bytes() == before


def test_words_that_stay_others_leave_the_file_out_and_the_rest_in(pair: Pair) -> None:
    almost = " ".join([*words_of(5).split()[:7], "other"])
    typist = Typist(almost, words_of(6), "", words_of(6))
    ran, lines = add(pair, [request(pair, 5, "anna"), request(pair, 6, "bert")], ask=typist)
    assert "Word 8 is not that of anna.cnenrol" in typist.asked[1]
    assert [each["file"] for each in files_of(ran)] == ["bert.cnenrol"]
    assert "Left out, not compared: anna.cnenrol" in lines
    assert words_of(5) not in "".join(lines)
    assert len(ran.result["mentors"]) == 3  # type: ignore[arg-type] - a list


def test_when_every_file_is_left_out_nothing_is_changed(pair: Pair) -> None:
    before = pair.mentors("lead").read_bytes()
    _ran, lines = add(pair, [request(pair, 5)], ask=Typist(words_of(6)))
    assert "Nothing has been changed." in lines
    assert pair.mentors("lead").read_bytes() == before


def test_with_words_on_the_command_line_nobody_is_asked(pair: Pair) -> None:
    typist = Typist()
    ran, _lines = add(pair, [request(pair, 5)], words_of(5), ask=typist)
    assert (typist.asked, [each["compared"] for each in files_of(ran)]) == ([], [True])


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_only_the_words_of_the_file_itself_count_as_compared(data: st.DataObject) -> None:
    words = words_of(5).split()
    typed = data.draw(st.lists(st.sampled_from([*words, *words_of(6).split()]), max_size=9))
    one = _Request(file="anna.cnenrol", signer=public_of(seed_of(5)))
    outcome = _compared(one, Typist(" ".join(typed)))
    assert (outcome is not None and outcome.compared) == (outcome is not None) == (typed == words)
    right = _compared(one, Typist("nothing like it", ", ".join(words)))
    assert right is not None
    assert right.compared


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of its own needs a Unix")
@pytest.mark.parametrize("as_json", [False, True])
def test_a_terminal_is_asked_and_a_program_is_not(pair: Pair, as_json: bool) -> None:
    import pty

    try:
        ours, theirs = pty.openpty()
    except OSError:
        pytest.skip("this system has no terminals to give")
    secret, into = os.pipe()
    os.write(into, PASSPHRASE.encode() + b"\n")
    os.close(into)
    os.write(ours, (words_of(5) + "\n").encode())
    command = [
        sys.executable, "-m", "tests.e2e.cheap_exporter", "enrolled", "add", request(pair, 5, "anna"),
        "--kit", pair.programme.kit, "--key", pair.programme.lead, "--list", pair.mentors("lead"),
        "--passphrase-fd", str(secret), "--language", "en", *(["--json"] if as_json else []),
    ]  # fmt: skip
    done = subprocess.run(
        list(map(str, command)), stdin=theirs, capture_output=True, env={**environment(), "PYTHONPATH": PATH},
        cwd=ROOT, timeout=60, check=False, pass_fds=[secret],
    )  # fmt: skip
    for each in (ours, theirs, secret):
        os.close(each)
    assert done.returncode == 0, done.stderr
    assert ("type the eight words" in done.stderr.decode()) is not as_json
    assert ("NOT COMPARED" in done.stdout.decode() or '"compared":false' in done.stdout.decode()) is as_json
