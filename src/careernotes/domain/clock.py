"""What time it is, as something handed in: the domain itself never looks at a clock."""

import datetime as dt
from typing import Protocol


class Clock(Protocol):
    """Tells the date and the moment."""

    def today(self) -> dt.date:
        """The local date."""

    def now(self) -> dt.datetime:
        """This moment, with a time zone, to the second."""
