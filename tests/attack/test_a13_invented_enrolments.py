"""A13: files of invented mentors that a hurried keeper adds.

Whoever wants to know what one mentor's people raise can send the keepers files of mentors that do not exist,
so that a pool of one real mentor passes for one of five. At a terminal each file is asked about.
"""

import contextlib
import json
from collections.abc import Iterable

import pytest
from tests.e2e.together import Pair, seed_of

from careernotes.errors import CareerNotesError
from careernotes.exporter.enrolling import add_mentors
from careernotes.sealing.enrolment_file import enrolment_bytes, spoken
from careernotes.sealing.signatures import public_of

INVENTED = range(40, 44)


def enrolled(pair: Pair, numbers: Iterable[int], *, words: str = "", typed: str | None = None) -> bool:
    """Whether any of these invented mentors is on the lead's list afterwards."""
    requests = []
    for number in numbers:
        requests.append(pair.folder / f"{number}.cnenrol")
        requests[-1].write_bytes(enrolment_bytes(pair.opened.kit.programme_id, seed_of(number)))
    answers = iter([typed] if typed else [])
    with pair.keys("lead") as keys, contextlib.suppress(CareerNotesError):
        add_mentors(
            pair.opened, keys=keys, enrolled=pair.mentors("lead"), requests=requests, words=words,
            ask=None if typed is None else lambda _question: next(answers, ""),
        )  # fmt: skip
    found = json.loads(pair.mentors("lead").read_bytes())["enrolled"]["mentors"]
    return bool({public_of(seed_of(number)) for number in numbers} & set(found))


@pytest.mark.parametrize("typed", ["", "\n", " \n"])
def test_who_presses_enter_at_each_question_enrols_nobody(released: Pair, typed: str) -> None:
    assert not enrolled(released, INVENTED, typed=typed)


def test_words_of_somebody_else_enrol_nobody(released: Pair) -> None:
    """The keeper hears the words of a mentor, and the file is not that mentor's."""
    heard = spoken(public_of(seed_of(99)))
    assert not enrolled(released, INVENTED[:1], words=heard)
    assert not enrolled(released, INVENTED[:1], typed=heard)
    # Words that are right are those of one file: with two of them nobody knows whose.
    own = spoken(public_of(seed_of(INVENTED[0])))
    assert not enrolled(released, INVENTED[:2], words=own)
    assert enrolled(released, INVENTED[:1], typed=own)
