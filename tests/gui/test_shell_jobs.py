"""The one lane: order, receivers that are gone, bugs that are not quoted."""

import gc
import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from careernotes.errors import CancelledError, CareerNotesError
from careernotes.gui.jobs.runner import BugError, JobRunner
from careernotes.i18n import error_text
from careernotes.services.work import Work


class Listener(QObject):
    """Hears answers."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[object] = []
        self.threads: list[int] = []
        self.steps: list[float] = []

    def heard(self, answer: object) -> None:
        self.answers.append(answer)
        self.threads.append(threading.get_ident())

    def stepped(self, done: float, _label: str) -> None:
        self.steps.append(done)


@pytest.fixture
def runner() -> Iterator[JobRunner]:
    """A lane of its own."""
    made = JobRunner()
    yield made
    made.close()


def test_jobs_run_in_order_on_one_other_thread_and_answer_on_this_one(
    qtbot: QtBot, runner: JobRunner
) -> None:
    listener, lanes = Listener(), set()

    def work(number: int) -> int:
        lanes.add(threading.get_ident())
        return number

    for number in range(20):
        runner.submit(lambda number=number: work(number), succeeded=listener.heard)
    qtbot.waitUntil(lambda: len(listener.answers) == 20)
    assert listener.answers == list(range(20))
    assert set(listener.threads) == {threading.get_ident()}
    assert len(lanes) == 1
    assert lanes.isdisjoint(listener.threads)


def test_an_expected_failure_reaches_its_receiver(qtbot: QtBot, runner: JobRunner) -> None:
    listener = Listener()

    def fail() -> None:
        raise CancelledError

    runner.submit(fail, failed=listener.heard)
    qtbot.waitUntil(lambda: len(listener.answers) == 1)
    assert isinstance(listener.answers[0], CancelledError)


def test_the_text_of_a_bug_is_never_shown(
    qtbot: QtBot, runner: JobRunner, caplog: pytest.LogCaptureFixture
) -> None:
    listener = Listener()

    def stumble() -> None:
        raise KeyError("canary: she wants to leave")

    runner.submit(stumble, failed=listener.heard)
    qtbot.waitUntil(lambda: len(listener.answers) == 1)
    error = listener.answers[0]
    assert isinstance(error, BugError)
    assert error.code == "CN999"
    assert "canary" not in error_text(error) + caplog.text
    assert error.__context__ is None


def test_an_unheard_failure_is_told_to_the_window(qtbot: QtBot, runner: JobRunner) -> None:
    def fail() -> None:
        raise CancelledError

    with qtbot.waitSignal(runner.unheard) as told:
        runner.submit(fail)
    assert isinstance(told.args[0], CareerNotesError)


def test_a_receiver_that_is_gone_hears_nothing(qtbot: QtBot, runner: JobRunner) -> None:
    go, listener = threading.Event(), Listener()
    answers = listener.answers
    runner.submit(lambda: go.wait(5), succeeded=listener.heard)
    del listener
    gc.collect()
    go.set()
    qtbot.waitUntil(lambda: not runner.busy)
    assert answers == []


def test_a_receiver_is_a_bound_method_of_a_qt_object(runner: JobRunner) -> None:
    with pytest.raises(TypeError):
        runner.submit(lambda: 1, succeeded=print)


def test_long_work_tells_how_far_it_is_and_can_be_stopped(qtbot: QtBot, runner: JobRunner) -> None:
    listener, started, go = Listener(), threading.Event(), threading.Event()

    def long(work: Work) -> None:
        work.step(0.5)
        started.set()
        go.wait(5)
        work.step(0.9)

    job = runner.submit_long(long, failed=listener.heard, progressed=listener.stepped)
    assert started.wait(5)
    job.cancel()
    go.set()
    qtbot.waitUntil(lambda: len(listener.answers) == 1)
    assert isinstance(listener.answers[0], CancelledError)
    assert listener.steps == [0.5]


def test_a_lock_lets_nobody_hear_what_was_under_way(qtbot: QtBot, runner: JobRunner) -> None:
    go, listener = threading.Event(), Listener()
    runner.submit(lambda: go.wait(5), succeeded=listener.heard)
    runner.forget_receivers()
    go.set()
    qtbot.waitUntil(lambda: not runner.busy)
    assert listener.answers == []


def test_after_the_vault_was_closed_only_failures_nobody_had_asked_for_are_told(
    qtbot: QtBot, runner: JobRunner
) -> None:
    go, listener, told = threading.Event(), Listener(), Listener()
    runner.unheard.connect(told.heard)

    def fail(who: str) -> None:
        go.wait(5)
        raise CancelledError(who=who)

    for quiet in (True, False):
        go.clear()
        runner.submit(partial(fail, f"asked, {quiet}"), failed=listener.heard)
        runner.submit(partial(fail, f"not asked, {quiet}"))
        runner.forget_receivers(quiet=quiet)
        go.set()
        qtbot.waitUntil(lambda: not runner.busy)
    assert listener.answers == []
    heard = [error.facts["who"] for error in told.answers if isinstance(error, CancelledError)]
    assert heard == ["not asked, True", "asked, False", "not asked, False"]


def test_the_collector_is_off_while_the_window_is_open() -> None:
    assert not gc.isenabled()
