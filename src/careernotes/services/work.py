"""Long work that can say how far it is and can be asked to stop."""

from collections.abc import Callable
from typing import NamedTuple

from careernotes.errors import CancelledError


def _say_nothing(_fraction: float, _label: str) -> None:
    return


def _never() -> bool:
    return False


class Work(NamedTuple):
    """How a long use case talks to whoever started it. Both callables may be called from a worker thread."""

    on_step: Callable[[float, str], None] = _say_nothing
    cancelled: Callable[[], bool] = _never

    def step(self, fraction: float, label: str = "") -> None:
        """Say how far it is, from 0 to 1.

        Raises:
            CancelledError: when somebody asked to stop.
        """
        if self.cancelled():
            raise CancelledError
        self.on_step(min(max(fraction, 0.0), 1.0), label)

    @classmethod
    def silent(cls) -> "Work":
        """Work nobody watches and nobody stops."""
        return cls()
