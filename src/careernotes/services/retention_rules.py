"""Which records each shipped rule of retention is about, and when each is due."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from careernotes.assets import read_json
from careernotes.domain.agreements import Agreement, ConsentRecord, Expectation, current_consents
from careernotes.domain.conversations import NoteBody
from careernotes.domain.goals import Goal
from careernotes.domain.ids import MenteeId
from careernotes.domain.mentees import Engagement, Mentee
from careernotes.domain.reading import MalformedError, Reader
from careernotes.domain.records import Record, key_of
from careernotes.domain.vocabulary import NoteLayer
from careernotes.services.workplace import Desk
from careernotes.vault.announcements import notes_without_bodies

_LONGEST_DAYS = 3660
NAMELESS = re.compile(r"#\d+")
# What this program never stores, or what is the mentor's own and waits for the day the mentor leaves.
NOT_APPLIED = frozenset({
    "ThemeCoding.level3/contribution_sent", "LimitEvent/created", "DataRequest/created", "CaseSheet/created",
    "MentorLearningEntry/mentor_leaves", "TrainingCompletion/mentor_leaves",
    "Contribution.local_copy/contribution_sent", "Contribution.at_combiner/contribution_sent",
    "ExportRun.register/created",
})  # fmt: skip
# Applied together with another rule: without a name nothing is linked, and what is left goes as a whole.
WITH_ANOTHER = {
    "Session.coded/engagement_end": "Mentee.identity/engagement_end",
    "EthicsCheck/session_date": "Mentee.identity/engagement_end",
    "ConsentRecord/engagement_end": "Unlinked.coded/contribution_sent",
}
RECEIPTS = "DeletionReceipt/created"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule as shipped."""

    key: str
    keep_days: int
    max_days: int
    extended_days: int
    asks: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One record a rule is about: the first day it may go and the last day it may stay.

    A note stands here without its words.
    """

    rule: Rule
    record: Record = field(repr=False)
    mentee: Mentee = field(repr=False)
    due_on: dt.date
    last_on: dt.date

    @property
    def key(self) -> tuple[str, str]:
        """Rule and record."""
        return self.rule.key, key_of(self.record)


def shipped_rules() -> tuple[dict[str, Rule], int]:
    """The rules by their key, and the days between an announcement and the removal.

    Raises:
        MalformedError: when a rule is not one.
    """
    root = Reader(read_json("retention", "retention-1.json"))
    found = {}
    for item in root.objects("rules"):
        key = f"{item.text('record')}/{item.text('trigger')}"
        keep = item.integer("keep_days", low=0, high=_LONGEST_DAYS)
        most = item.integer("max_days", low=0, high=_LONGEST_DAYS) if item.has("max_days") else keep
        extended = item.integer("extend_to_days", low=0, high=_LONGEST_DAYS, default=keep)
        if most < keep:
            raise MalformedError(item.at("max_days"), "no fewer days than kept")
        asks = item.text("action") == "ask"
        found[key] = Rule(key=key, keep_days=keep, max_days=most, extended_days=extended, asks=asks)
    return found, root.integer("grace_days_before_erase", low=1, high=90)


def all_due(desk: Desk, rules: dict[str, Rule], about: frozenset[MenteeId] | None = None) -> Iterator[Due]:
    """Every record a rule is about, due or not yet; of everybody, or of some people only."""
    those = {} if about is None else {"mentee_id": about}
    for mentee in desk.store.all(Mentee, **those):
        relations = desk.store.all(Engagement, mentee_id=mentee.mentee_id)
        for relation in relations:
            for key, finder in _OF_RELATION.items():
                if key in rules:
                    yield from finder(desk, rules[key], mentee, relation)
        ended = [each.ended_on for each in relations if each.ended_on is not None and not each.is_open]
        if relations and len(ended) == len(relations):
            yield from _of_person(desk, rules, mentee, max(ended))


def _of_person(desk: Desk, rules: dict[str, Rule], mentee: Mentee, ended: dt.date) -> Iterator[Due]:
    identity = rules.get("Mentee.identity/engagement_end")
    if identity is not None and not is_nameless(mentee):
        consents = [
            each
            for relation in desk.store.all(Engagement, mentee_id=mentee.mentee_id)
            for each in desk.store.all(ConsentRecord, engagement_id=relation.engagement_id)
        ]
        follow_up = current_consents(consents).follow_up
        days = identity.extended_days if follow_up else identity.keep_days
        yield _due(identity, mentee, mentee, ended, days)
    rest = rules.get("Unlinked.coded/contribution_sent")
    if rest is not None:
        # When a contribution was sent is not known for each row: the longest the rule allows, from the end.
        yield _due(rest, mentee, mentee, ended, rest.max_days)


def is_nameless(mentee: Mentee) -> bool:
    """Whether only a number is left of who it was."""
    return not mentee.full_name and not mentee.contact and NAMELESS.fullmatch(mentee.alias) is not None


def _due(rule: Rule, record: Record, mentee: Mentee, start: dt.date, days: int) -> Due:
    last = start + dt.timedelta(days=max(rule.max_days, days))
    return Due(rule=rule, record=record, mentee=mentee, due_on=start + dt.timedelta(days=days), last_on=last)


def _notes_after_end(desk: Desk, rule: Rule, mentee: Mentee, relation: Engagement) -> Iterator[Due]:
    if relation.ended_on is not None:
        for note in _notes(desk, relation, NoteLayer.RECORD):
            yield _due(rule, note, mentee, relation.ended_on, rule.keep_days)


def _old_notes(desk: Desk, rule: Rule, mentee: Mentee, relation: Engagement) -> Iterator[Due]:
    if relation.ended_on is None:
        for note in _notes(desk, relation, NoteLayer.RECORD):
            yield _due(rule, note, mentee, note.purge_on - dt.timedelta(days=rule.keep_days), rule.keep_days)


def _reflections(desk: Desk, rule: Rule, mentee: Mentee, relation: Engagement) -> Iterator[Due]:
    for note in _notes(desk, relation, NoteLayer.WORKING):
        yield _due(rule, note, mentee, note.purge_on - dt.timedelta(days=rule.keep_days), rule.keep_days)


def _goals(desk: Desk, rule: Rule, mentee: Mentee, relation: Engagement) -> Iterator[Due]:
    if relation.ended_on is not None:
        for goal in desk.store.all(Goal, engagement_id=relation.engagement_id):
            yield _due(rule, goal, mentee, relation.ended_on, rule.keep_days)


def _contract(desk: Desk, rule: Rule, mentee: Mentee, relation: Engagement) -> Iterator[Due]:
    if relation.ended_on is not None:
        own = relation.engagement_id
        held: list[Record] = [*desk.store.all(Agreement, engagement_id=own)]
        held += desk.store.all(Expectation, engagement_id=own)
        for record in held:
            yield _due(rule, record, mentee, relation.ended_on, rule.keep_days)


def _notes(desk: Desk, relation: Engagement, layer: NoteLayer) -> Iterator[NoteBody]:
    yield from notes_without_bodies(desk.store, relation.engagement_id, layer)


_OF_RELATION: dict[str, Callable[[Desk, Rule, Mentee, Engagement], Iterator[Due]]] = {
    "Note.session/engagement_end": _notes_after_end,
    "Note.session/session_date": _old_notes,
    "Note.mentor_private_reflection/created": _reflections,
    "Goal.text/engagement_end": _goals,
    "Contract/engagement_end": _contract,
}
APPLIED = frozenset(
    {*_OF_RELATION, "Mentee.identity/engagement_end", "Unlinked.coded/contribution_sent", RECEIPTS}
)
