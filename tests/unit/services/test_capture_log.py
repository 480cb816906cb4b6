"""The mentor's own numbers: the median of the newest notes, who talked, and nobody's name near them."""

from dataclasses import replace
from statistics import median_low

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.services.conftest import take_on

from careernotes.domain.growth import LearningEntry
from careernotes.domain.vocabulary import LearningArea, TalkShare
from careernotes.gui.controllers.stopwatch import LONGEST_PAUSE, Stopwatch
from careernotes.services import capture_log as log
from careernotes.services.conversations import load_session, record_conversation, start_session
from careernotes.services.desk import Desk
from careernotes.services.known_names import name_in
from careernotes.services.learning import NameInOwnLineError, learned
from careernotes.vault.keeping import SettingName


def test_a_note_counts_once_and_a_later_change_of_it_does_not(desk: Desk) -> None:
    draft = replace(start_session(desk, take_on(desk)), record="A talk.", seconds=102)
    record_conversation(desk, draft)
    record_conversation(desk, replace(load_session(desk, draft.session_id), seconds=900))
    assert log.capture_log(desk).usual_seconds == 102
    kept = desk.store.setting(SettingName.CAPTURE_LOG)
    assert draft.session_id not in kept
    assert draft.engagement_id not in kept


def test_the_usual_time_is_the_median_of_the_newest(desk: Desk) -> None:
    times = [5 * number for number in range(1, log.MOST_TIMES + 5)]
    for seconds in (*times, 0, -3, log.LONGEST_SECONDS + 1):
        log.note_time(desk, seconds)
    kept = log.capture_log(desk)
    assert kept.seconds == tuple(times[-log.MOST_TIMES :])
    assert kept.usual_seconds == median_low(times[-log.MOST_TIMES :])


def test_the_last_four_answers_are_shown(desk: Desk) -> None:
    for share in (TalkShare.MENTOR, *TalkShare, TalkShare.EVEN):
        log.note_share(desk, share)
    assert log.capture_log(desk).last_shares == (*TalkShare, TalkShare.EVEN)


def test_numbers_nobody_can_read_are_begun_anew(desk: Desk) -> None:
    desk.store.set_setting(SettingName.CAPTURE_LOG, '{"times": [{"s": "x"}]}')
    assert log.capture_log(desk) == log.CaptureLog()


@settings(max_examples=30)
@given(st.lists(st.floats(min_value=0, max_value=500), max_size=30))
def test_long_pauses_do_not_count(pauses: list[float]) -> None:
    now = [0.0]
    watch = Stopwatch(lambda: now[0])
    watch.touch()
    for pause in pauses:
        now[0] += pause
        watch.touch()
    counted = sum(pause for pause in pauses if pause <= LONGEST_PAUSE)
    assert abs(watch.take() - counted) <= 1.01
    assert watch.seconds == 0


def test_a_mentee_is_not_named_in_a_line_of_the_mentors_own(desk: Desk) -> None:
    take_on(desk, "Mira-07")
    with pytest.raises(NameInOwnLineError):
        learned(desk, LearningArea.CAREER, "What mira-07 said stays with me")
    learned(desk, LearningArea.CAREER, "An admirable move")
    assert [entry.text for entry in desk.store.all(LearningEntry)] == ["An admirable move"]


@settings(max_examples=30)
@given(st.text(alphabet="ab -.", max_size=12), st.sampled_from(["a", "ab", "b-a"]))
def test_a_name_is_found_only_as_a_word_of_its_own(text: str, name: str) -> None:
    found = name_in(f"x {text} {name} y", [name])
    assert found == name
    assert name_in(f"x{name}y", [name]) == ""
