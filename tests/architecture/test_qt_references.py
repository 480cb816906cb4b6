"""PySide6 6.12.0 on Python 3.11 loses a reference to None on every call that returns nothing.

None's count reaches zero after some 5,100 calls and the interpreter aborts. From Python 3.12 on None is
immortal and its count stands still; on 3.11 the count tells. The first test shows that a loss would be seen.
"""

import ctypes
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject

CALLS = 1_000


def references_lost(call: Callable[[], object]) -> int:
    """How many references to None a thousand calls cost."""
    call()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        call()
    return before - sys.getrefcount(None)


@pytest.mark.skipif(
    sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on: nothing to lose"
)
def test_the_count_sees_a_lost_reference() -> None:
    python = ctypes.pythonapi
    python.Py_DecRef.argtypes = python.Py_IncRef.argtypes = [ctypes.py_object]
    lost = references_lost(lambda: python.Py_DecRef(None))
    for _ in range(CALLS + 1):
        python.Py_IncRef(None)

    assert lost >= CALLS * 0.9


def test_a_qt_call_that_returns_nothing_loses_no_reference() -> None:
    subject = QObject()

    assert abs(references_lost(lambda: subject.setObjectName("mentor"))) < CALLS * 0.1


def test_ten_thousand_such_calls_are_survived() -> None:
    subject = QObject()
    for number in range(10_000):
        subject.setObjectName(str(number))

    assert subject.objectName() == "9999"
