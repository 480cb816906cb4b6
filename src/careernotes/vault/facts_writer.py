"""Coded facts on their way into themes.db: whole numbers under random ones, together with the notes."""

from collections.abc import Callable, Sequence

from careernotes.ledger.facts import CodingFact, MeetingFact, PersonFact, RatingFact
from careernotes.vault.connection import Connection, counts_errors

_NUMBER_BITS = 62


class FactsWriter:
    """Writes coded facts; only inside a transaction of the notes store, so that the two never disagree."""

    def __init__(self, connection: Connection, tokens: Callable[[int], bytes]) -> None:
        self._connection = connection
        self._tokens = tokens
        self.touched = False
        self.cleared = False

    def put_person(self, fact: PersonFact) -> None:
        """Add or replace one counted person."""
        self._write(
            "INSERT INTO th.person (person, sensitive, business_area, level_band, region, tenure_band,"
            " function_family, chosen_by, moment, started_quarter, ended_quarter)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (person) DO UPDATE SET sensitive = excluded.sensitive,"
            " business_area = excluded.business_area, level_band = excluded.level_band,"
            " region = excluded.region, tenure_band = excluded.tenure_band,"
            " function_family = excluded.function_family, chosen_by = excluded.chosen_by,"
            " moment = excluded.moment, started_quarter = excluded.started_quarter,"
            " ended_quarter = excluded.ended_quarter",
            fact.person, int(fact.sensitive), fact.business_area, fact.level_band, fact.region,
            fact.tenure_band, fact.function_family, fact.chosen_by, fact.moment, fact.started_quarter,
            fact.ended_quarter,
        )  # fmt: skip

    def put_meeting(self, fact: MeetingFact) -> None:
        """Add or replace one meeting."""
        self._write(
            "INSERT INTO th.meeting (meeting, person, quarter, status, mode) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (meeting) DO UPDATE SET person = excluded.person, quarter = excluded.quarter,"
            " status = excluded.status, mode = excluded.mode",
            fact.meeting, fact.person, fact.quarter, fact.status, fact.mode,
        )  # fmt: skip

    def replace_codings(self, meeting: int, codings: Sequence[CodingFact]) -> None:
        """Make *codings* the themes of one meeting; an empty sequence removes them."""
        if any(coding.meeting != meeting for coding in codings):
            raise ValueError("a coding belongs to another meeting")
        self._write("DELETE FROM th.coding WHERE meeting = ?", meeting)
        for coding in codings:
            self._write(
                'INSERT INTO th.coding (meeting, person, quarter, theme, "primary", agreed)'
                " VALUES (?, ?, ?, ?, ?, ?)",
                coding.meeting, coding.person, coding.quarter, coding.theme,
                int(coding.primary), int(coding.agreed),
            )  # fmt: skip

    def put_rating(self, fact: RatingFact) -> None:
        """Add or replace one quarter's rating."""
        self._write(
            "INSERT INTO th.rating (person, quarter, asks, helps, opens) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (person, quarter) DO UPDATE SET asks = excluded.asks, helps = excluded.helps,"
            " opens = excluded.opens",
            fact.person, fact.quarter, fact.asks, fact.helps, fact.opens,
        )  # fmt: skip

    def forget_rating(self, person: int, quarter: int) -> None:
        """Remove one quarter's rating."""
        self._write("DELETE FROM th.rating WHERE person = ? AND quarter = ?", person, quarter)

    def forget_meeting(self, meeting: int) -> None:
        """Remove one meeting and its themes."""
        self._write("DELETE FROM th.coding WHERE meeting = ?", meeting)
        self._write("DELETE FROM th.meeting WHERE meeting = ?", meeting)

    def forget_person(self, person: int) -> None:
        """Remove everything counted for one person."""
        self._write("DELETE FROM th.coding WHERE person = ?", person)
        self._write("DELETE FROM th.rating WHERE person = ?", person)
        self._write("DELETE FROM th.meeting WHERE person = ?", person)
        self._write("DELETE FROM th.person WHERE person = ?", person)

    def clear(self) -> None:
        """Remove everything, to be written anew from the notes."""
        self.cleared = True
        for statement in (
            "DELETE FROM th.coding",
            "DELETE FROM th.rating",
            "DELETE FROM th.meeting",
            "DELETE FROM th.person",
        ):
            self._write(statement)

    def person_number(self, engagement_id: str) -> int:
        """The random number of the mentee of one relation, the same for every relation of that mentee: one
        person is counted once. Made at the first call and kept in notes.db only.
        """
        self._check()
        found = self.known_person(engagement_id)
        if found is not None:
            return found
        number = self._new_number()
        self._connection.execute(
            "INSERT INTO main.person_number (mentee_id, number)"
            " SELECT mentee_id, ?2 FROM main.engagement WHERE engagement_id = ?1",
            (engagement_id, number),
        )
        return number

    def meeting_number(self, session_id: str) -> int:
        """The random number of one session; made at the first call and kept in notes.db only."""
        self._check()
        found = self.known_meeting(session_id)
        if found is not None:
            return found
        number = self._new_number()
        self._connection.execute(
            "INSERT INTO main.meeting_number (session_id, number) VALUES (?, ?)", (session_id, number)
        )
        return number

    def known_person(self, engagement_id: str) -> int | None:
        """The number of the mentee of a relation, once there is one."""
        return self._number(
            "SELECT number FROM main.person_number JOIN main.engagement USING (mentee_id)"
            " WHERE engagement_id = ?",
            engagement_id,
        )

    def known_meeting(self, session_id: str) -> int | None:
        """The number of a session that has one."""
        return self._number("SELECT number FROM main.meeting_number WHERE session_id = ?", session_id)

    def drop_engagement(self, engagement_id: str) -> None:
        """Remove what is counted for the mentee of a relation that is deleted; with the last relation, the
        number too. What another relation lets count is written anew by the caller.
        """
        number = self.known_person(engagement_id)
        if number is not None:
            self.forget_person(number)
            self._connection.execute(
                "DELETE FROM main.person_number WHERE number = ?2 AND NOT EXISTS (SELECT 1"
                " FROM main.engagement AS other WHERE other.mentee_id = person_number.mentee_id"
                " AND other.engagement_id <> ?1)",
                (engagement_id, number),
            )

    def drop_session(self, session_id: str) -> None:
        """Remove what is counted for a session that is being deleted, and its number."""
        number = self.known_meeting(session_id)
        if number is not None:
            self.forget_meeting(number)
            self._connection.execute("DELETE FROM main.meeting_number WHERE session_id = ?", (session_id,))

    def _new_number(self) -> int:
        return max(1, int.from_bytes(self._tokens(8), "big") >> (64 - _NUMBER_BITS))

    def _number(self, statement: str, key: str) -> int | None:
        row = self._connection.execute(statement, (key,)).fetchone()
        return None if row is None else int(str(row[0]))

    def _write(self, statement: str, *values: int | str) -> None:
        self._check()
        self.touched = True
        with counts_errors():
            self._connection.execute(statement, values)

    def _check(self) -> None:
        if not self._connection.in_transaction:
            raise RuntimeError("facts are written inside a transaction only")
