"""How mentors are named to their keepers: each once, by eight words, whether or not something came."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.e2e.together import Pair, make_pair, seed_of

from careernotes.auditing.attack import Outcome
from careernotes.exporter.attacking import outcome_lines
from careernotes.exporter.inbox import Inbox, plain_inbox
from careernotes.exporter.speech import inbox_lines
from careernotes.i18n import set_language
from careernotes.sealing.contribution_file import Contribution
from careernotes.sealing.enrolment_file import spoken
from careernotes.sealing.signatures import public_of

SENDERS = "Different senders"
PRINTED = "The names are beside these words on your printed list, where you wrote them."


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Contribution:
    pair: Pair = make_pair(tmp_path_factory.mktemp("called") / "programme", mentors=1)
    return pair.sent[1]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")


def inbox(one: Contribution, senders: set[int], mentors: set[int] | None) -> Inbox:
    """What came from *senders*, with a list of *mentors* or none."""
    return Inbox(
        accepted=tuple(
            replace(one, signer=public_of(seed_of(n)), contribution_id=f"{n:032x}") for n in sorted(senders)
        ),
        refused=(),
        superseded=(),
        mentors=None if mentors is None else tuple(public_of(seed_of(n)) for n in sorted(mentors)),
    )


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_every_mentor_on_the_list_is_named_once_by_eight_words(
    one: Contribution, data: st.DataObject
) -> None:
    mentors = data.draw(st.sets(st.integers(1, 12), min_size=1))
    senders = data.draw(st.sets(st.sampled_from(sorted(mentors))))
    found = inbox(one, senders, mentors)
    both = data.draw(st.sets(st.sampled_from(found.accepted)) if found.accepted else st.just(set()))
    told = plain_inbox(found, {each.name for each in both})
    named = [*told["signers"], *told["waiting"], *told["absent"]]  # type: ignore[misc] - lists of words
    assert sorted(named) == sorted(spoken(public_of(seed_of(n))) for n in mentors)
    lines = list(inbox_lines(told))
    assert [line.strip() for line in lines if line.startswith("  ")] == named
    assert all(len(words.split()) == 8 for words in named)


def test_where_a_list_is_kept_nobody_is_asked_to_check_the_senders(one: Contribution) -> None:
    lines = list(inbox_lines(plain_inbox(inbox(one, {1, 2}, {1, 2, 3}))))
    assert not any(SENDERS in line for line in lines)
    assert PRINTED in lines


def test_without_a_list_somebody_is(one: Contribution) -> None:
    lines = list(inbox_lines(plain_inbox(inbox(one, {1, 2}, None))))
    assert f"{SENDERS}: 2. Check that you know each of them." in lines
    assert PRINTED not in lines


def test_of_an_empty_inbox_nothing_is_said_about_senders(one: Contribution) -> None:
    assert list(inbox_lines(plain_inbox(inbox(one, set(), None)))) == ["Contributions that count: 0"]


@pytest.mark.parametrize("path", ["collect", "sum"])
def test_both_commands_name_them_alike(tmp_path: Path, path: str, capsys: pytest.CaptureFixture[str]) -> None:
    pair = make_pair(tmp_path / "programme", mentors=5)
    pair.enrol([30])
    told = pair.collect(out=pair.list_file) if path == "collect" else pair.exchange()
    inbox_event = next(event for event in told.events if event["event"] == "inbox")
    words = [spoken(public_of(seed_of(n))) for n in (*range(1, 6), 30)]
    assert inbox_event["absent"] == words[-1:]
    assert inbox_event["signers"] == sorted(words[:-1])


@settings(max_examples=25, deadline=None)
@given(hidden=st.integers(1, 40), told=st.integers(1, 40))
def test_one_group_and_one_figure_are_not_spoken_of_as_several(hidden: int, told: int) -> None:
    before = {"areas": frozenset(f"group {number}" for number in range(told))}
    lines = list(outcome_lines(Outcome(hidden=hidden, sure=True, cost=1, at_least=1, told_before=before)))
    assert f"Attack: {hidden} figure{'' if hidden == 1 else 's'} hidden; fewer would not do." in lines
    several = "" if told == 1 else "s"
    assert f"Attack: {told} group{several} could be told from earlier reports already." in lines
