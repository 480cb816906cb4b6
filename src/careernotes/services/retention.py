"""How long each layer of a note is kept, from the shipped retention rules."""

import datetime as dt
from dataclasses import dataclass

from careernotes.domain.reading import MalformedError, Reader
from careernotes.domain.vocabulary import NoteLayer

_RECORD, _WORKING = "Note.session", "Note.mentor_private_reflection"


@dataclass(frozen=True, slots=True)
class KeepDays:
    """Days from the session to the deletion of its two layers, and how old a backup may become."""

    record: int
    working: int
    backups: int

    def purge_on(self, layer: NoteLayer, held_on: dt.date) -> dt.date:
        """The day on which a layer goes."""
        days = self.record if layer is NoteLayer.RECORD else self.working
        return held_on + dt.timedelta(days=days)


def read_keep_days(value: object) -> KeepDays:
    """The terms in the shipped retention rules.

    Raises:
        MalformedError: when a rule is missing or wrong.
    """
    rules = {
        (rule.text("record"), rule.text("trigger")): rule.integer("keep_days", low=0, high=3660)
        for rule in Reader(value).objects("rules")
    }
    backups = Reader(value).integer("backup_max_age_days", low=1, high=3660)
    try:
        return KeepDays(
            record=rules[_RECORD, "session_date"], working=rules[_WORKING, "created"], backups=backups
        )
    except KeyError:
        raise MalformedError("rules", f"a rule for {_RECORD} and for {_WORKING}") from None
