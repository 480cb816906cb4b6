"""Coded facts: integers that say what was counted and nothing else. Text cannot be put in.

Every field is a whole number. 0 means "not said" wherever a group, a moment or a way of choosing stands.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFact:
    """One counted person under a random number. Groups are 0 unless the person agreed to their use."""

    person: int
    sensitive: bool
    business_area: int = 0
    level_band: int = 0
    region: int = 0
    tenure_band: int = 0
    function_family: int = 0
    chosen_by: int = 0
    moment: int = 0
    started_quarter: int
    ended_quarter: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFact:
    """One meeting of one counted person. ``status`` and ``mode``: places in their vocabulary, from 1."""

    meeting: int
    person: int
    quarter: int
    status: int
    mode: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingFact:
    """One theme, by permanent number, of one meeting of one counted person."""

    meeting: int
    person: int
    quarter: int
    theme: int
    primary: bool
    agreed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingFact:
    """One quarter's rating of the direct manager's help, 1 to 5 each; 0 is not said."""

    person: int
    quarter: int
    asks: int = 0
    helps: int = 0
    opens: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorFacts:
    """Everything one vault lets out of the notes: all of it counted people who said yes."""

    persons: tuple[PersonFact, ...]
    meetings: tuple[MeetingFact, ...]
    codings: tuple[CodingFact, ...]
    ratings: tuple[RatingFact, ...]

    def within(self, quarters: range) -> "MentorFacts":
        """The facts of some quarters, with the people who were there at any time in them."""
        persons = tuple(
            p
            for p in self.persons
            if p.started_quarter < quarters.stop
            and (not p.ended_quarter or p.ended_quarter >= quarters.start)
        )
        there = {p.person for p in persons}
        return MentorFacts(
            persons=persons,
            meetings=tuple(m for m in self.meetings if m.quarter in quarters and m.person in there),
            codings=tuple(c for c in self.codings if c.quarter in quarters and c.person in there),
            ratings=tuple(r for r in self.ratings if r.quarter in quarters and r.person in there),
        )
