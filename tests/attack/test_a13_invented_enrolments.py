"""A13: files of invented mentors that a hurried keeper adds.

Whoever wants to know what one mentor's people raise can send the keepers files of mentors that do not exist,
so that a pool of one real mentor passes for one of five. At a terminal each file is asked about.
"""

import pytest
from tests.e2e.together import Pair, seed_of

from careernotes.exporter.enrolling import add_mentors
from careernotes.sealing.enrolment_file import enrolment_bytes, spoken
from careernotes.sealing.signatures import public_of


@pytest.mark.parametrize("typed", ["", "\n", " \n"])
def test_who_presses_enter_at_each_question_enrols_nobody(released: Pair, typed: str) -> None:
    requests = []
    for number in range(40, 44):
        requests.append(released.folder / f"{number}.cnenrol")
        requests[-1].write_bytes(enrolment_bytes(released.opened.kit.programme_id, seed_of(number)))
    with released.keys("lead") as keys:
        answer = add_mentors(
            released.opened, keys=keys, enrolled=released.mentors("lead"), requests=requests, words="",
            ask=lambda _question: typed,
        )  # fmt: skip
    mentors = answer.result["mentors"]
    assert isinstance(mentors, list)
    on_it = {each["words"] for each in mentors if isinstance(each, dict)}
    assert not on_it & {spoken(public_of(seed_of(number))) for number in range(40, 44)}
