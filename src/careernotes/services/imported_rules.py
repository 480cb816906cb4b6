"""The rules of the field, applied to a whole import before any of it is saved."""

from collections import defaultdict
from collections.abc import Callable, Mapping

from careernotes.domain.agreements import Agreement
from careernotes.domain.conversations import NoteBody, Session, ThemeCoding
from careernotes.domain.ids import SessionId
from careernotes.domain.mentees import Engagement, Mentee, MentorProfile
from careernotes.domain.records import Record, kind_of
from careernotes.domain.rules import RuleError, check_agreement, check_alias
from careernotes.errors import CareerNotesError
from careernotes.services.desk import Desk
from careernotes.services.problems import DateTooOldError
from careernotes.services.recording import EARLIEST_YEAR, Parts, check_parts

Refuse = Callable[[int, str, str], CareerNotesError]
Fresh = Mapping[tuple[type[Record], str], tuple[Record, int]]


def check_imported(desk: Desk, fresh: Fresh, refuse: Refuse) -> None:
    """Refuses the first line that breaks a rule, with its line number and the rule's code."""
    store = desk.vault.notes
    codings, notes = (
        defaultdict[SessionId, list[ThemeCoding]](list),
        defaultdict[SessionId, list[NoteBody]](list),
    )
    aliases = {mentee.alias.strip().casefold(): mentee.mentee_id for mentee in store.all(Mentee)}
    lines: dict[SessionId, int] = {}
    for record, line in fresh.values():
        try:
            match record:
                case Mentee():
                    check_alias(record.alias, aliases, own_id=record.mentee_id)
                    aliases[record.alias.strip().casefold()] = record.mentee_id
                case Engagement() if record.started_on.year < EARLIEST_YEAR:
                    raise DateTooOldError
                case Agreement():
                    check_agreement(record)
                case MentorProfile() if any(
                    p.profile_id != record.profile_id for p in store.all(MentorProfile)
                ):
                    raise refuse(line, "mentor_profile.profile_id", "the profile already in this vault")
                case ThemeCoding():
                    codings[record.session_id].append(record)
                    lines[record.session_id] = line
                case NoteBody():
                    notes[record.session_id].append(record)
                    lines[record.session_id] = line
                case Session():
                    lines[record.session_id] = line
                case _:
                    pass
        except RuleError as error:
            raise refuse(line, kind_of(type(record)), f"a record that keeps rule {error.code}") from None
    for session_id, line in lines.items():
        _check_one_session(desk, session_id, (fresh, codings[session_id], notes[session_id]), line, refuse)


def _check_one_session(
    desk: Desk,
    session_id: SessionId,
    parts: tuple[Fresh, list[ThemeCoding], list[NoteBody]],
    line: int,
    refuse: Refuse,
) -> None:
    fresh, new_codings, new_notes = parts
    store = desk.vault.notes
    found = fresh.get((Session, session_id))
    session = found[0] if found is not None else store.get(Session, session_id)
    if not isinstance(session, Session):
        raise refuse(line, "session_id", "the identity of a session")
    codings = [*store.all(ThemeCoding, session_id=session_id), *new_codings]
    notes = [*store.all(NoteBody, session_id=session_id), *new_notes]
    try:
        check_parts(
            desk,
            Parts(
                session=session,
                notes=tuple(notes),
                codings=tuple(codings),
                actions=(),
                goals=(),
                rating=None,
                check=None,
            ),
        )
    except RuleError as error:
        raise refuse(line, "session", f"a session that keeps rule {error.code}") from None
