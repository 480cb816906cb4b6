"""Whom the pictures of the screens are about, of the invented people."""

from collections.abc import Mapping

from careernotes.services.desk import Desk
from careernotes.services.people import people, person
from careernotes.services.views import PersonLine


def first_person(desk: Desk) -> Mapping[str, str] | None:
    """The first by alias."""
    return _about(next(iter(people(desk)), None))


def most_met(desk: Desk) -> Mapping[str, str] | None:
    """The person with most sessions."""
    return _about(_most_met(desk))


def newest_session(desk: Desk) -> Mapping[str, str] | None:
    """The newest session of the person with most of them."""
    line = _most_met(desk)
    rows = person(desk, line.engagement_id).sessions if line is not None else ()
    return {"session_id": rows[0].session_id} if rows else None


def _most_met(desk: Desk) -> PersonLine | None:
    return max(people(desk), key=lambda line: line.sessions_kept, default=None)


def _about(line: PersonLine | None) -> Mapping[str, str] | None:
    return {"engagement_id": line.engagement_id} if line is not None else None
