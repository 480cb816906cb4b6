"""The end of a relation: what was agreed for afterwards, and what becomes of each layer that is kept."""

import datetime as dt
import re
from dataclasses import dataclass, field, fields, replace

from careernotes.domain.agreements import ConsentRecord, current_consents
from careernotes.domain.conversations import NoteBody, Session
from careernotes.domain.ids import EngagementId, RecordId
from careernotes.domain.journey import Aftercare
from careernotes.domain.mentees import Engagement, Mentee
from careernotes.domain.reading import MalformedError
from careernotes.domain.records import Record
from careernotes.domain.rules import UnknownRecordError
from careernotes.domain.vocabulary import EndReason, NoteLayer
from careernotes.services import erasing, proving
from careernotes.services.changes import Change, make_change
from careernotes.services.desk import Desk
from careernotes.services.drafts import draft_from_text, draft_to_text
from careernotes.services.holding import refuse_held
from careernotes.services.journey_problems import AftercareNeedsNameError
from careernotes.services.known_names import naming
from careernotes.services.mentees import end_relation
from careernotes.services.recording import LONGEST_ACTION
from careernotes.services.records import engagement_of, mentee_of, short_text
from careernotes.services.retention_rules import shipped_rules
from careernotes.vault import erasure

CHECKS = {3: 91, 6: 182}
"""Months after the end, and how many days that is."""
_GONE = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a relation is to end. What is not to be destroyed stays until its day.

    ``ask_after`` are the months after which the mentee may be asked, of those in ``CHECKS``: the choice C5
    speaks of about six months, so an earlier check needs a yes in the closing conversation itself.
    """

    on: dt.date
    reason: EndReason = EndReason.NOT_SAID
    early: bool = False
    plan: str = field(default="", repr=False)
    destroy: frozenset[NoteLayer] = frozenset()
    redact: bool = False
    ask_after: frozenset[int] = frozenset({6})

    @property
    def destroys(self) -> bool:
        """Whether anything goes for ever."""
        return bool(self.destroy) or self.redact


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptUntil:
    """Until when each layer stays when nothing is done, for an end on one day."""

    record: dt.date
    working: dt.date
    name: dt.date


def kept_until(desk: Desk, engagement_id: EngagementId, on: dt.date) -> KeptUntil:
    """The days the rules give for an end on *on*.

    Raises:
        UnknownRecordError: when the relation is gone.
    """
    engagement_of(desk, engagement_id)
    rules, _grace = shipped_rules()
    identity = rules["Mentee.identity/engagement_end"]
    days = identity.extended_days if may_ask_afterwards(desk, engagement_id) else identity.keep_days
    notes = rules["Note.session/engagement_end"].keep_days
    working = [each.purge_on for each in _notes(desk, engagement_id, NoteLayer.WORKING)]
    return KeptUntil(
        record=on + dt.timedelta(days=notes),
        working=max(working, default=on + dt.timedelta(days=notes)),
        name=on + dt.timedelta(days=days),
    )


def may_ask_afterwards(desk: Desk, engagement_id: EngagementId) -> bool:
    """Whether the mentee said yes to being asked afterwards."""
    return current_consents(desk.store.all(ConsentRecord, engagement_id=engagement_id)).follow_up


def close_relation(desk: Desk, engagement_id: EngagementId, ending: Ending) -> Engagement:
    """End the relation with its aftercare; then destroy what was chosen to be destroyed.

    The end can be taken back, and the aftercare with it; what was destroyed cannot.

    Raises:
        DateInFutureError: for a day to come.
        AftercareNeedsNameError: when the name is to go and somebody is to be asked afterwards.
        NotProvedError: when something is to be destroyed and the passphrase was not shown; nothing is done.
        HeldError: when what is to be destroyed is under a legal hold; nothing is done then.
        RemovedError: as for an erasure.
    """
    if ending.redact and may_ask_afterwards(desk, engagement_id):
        raise AftercareNeedsNameError
    if ending.destroys:
        proving.require(desk)
        _refuse_held(desk, engagement_id, ending)
    plan = short_text(ending.plan, most=LONGEST_ACTION, required=False)
    ended = end_relation(
        desk, engagement_id, reason=ending.reason, on=ending.on, early=ending.early
    )
    before = aftercare_of(desk, engagement_id)
    make_change(desk, engagement_id, put=_aftercare(desk, ended, plan, ending.ask_after), remove=before)
    notes = [note for layer in ending.destroy for note in _notes(desk, engagement_id, layer)]
    try:
        if notes:
            erasing.erase_notes(desk, notes)
    finally:
        # What fails after a removal is finished at the next unlock; nobody would ask for the name again.
        if ending.redact:
            redact(desk, mentee_of(desk, ended.mentee_id))
    return ended


def aftercare_of(desk: Desk, engagement_id: EngagementId) -> tuple[Aftercare, ...]:
    """What was agreed for afterwards, and the checks, the earliest first."""
    found = desk.store.all(Aftercare, engagement_id=engagement_id)
    return tuple(sorted(found, key=lambda each: each.months))


def aftercare_due(desk: Desk) -> tuple[Aftercare, ...]:
    """The checks whose day has come, of those who may still be asked."""
    waiting = desk.store.all(Aftercare, done_on=None)
    due = [each for each in waiting if each.months and each.due_on <= desk.today]
    said: dict[EngagementId, list[ConsentRecord]] = {each.engagement_id: [] for each in due}
    for record in desk.store.all(ConsentRecord, engagement_id=frozenset(said)):
        said[record.engagement_id].append(record)
    return tuple(each for each in due if current_consents(said[each.engagement_id]).follow_up)


def note_check(desk: Desk, aftercare_id: RecordId, heard: str) -> Change:
    """The check was done; *heard* is one line on how it went, or nothing.

    Raises:
        UnknownRecordError: when it is gone.
        TextTooLongError: when the line is too long.
    """
    check = desk.store.get(Aftercare, aftercare_id)
    if check is None:
        raise UnknownRecordError
    text = short_text(heard, most=LONGEST_ACTION, required=False)
    return make_change(desk, check.engagement_id, put=(replace(check, done_on=desk.today, text=text),))


def redact(desk: Desk, mentee: Mentee) -> None:
    """Name and contact go from the person and from every text about the person; a number stands instead.

    Raises:
        HeldError, RemovedError: as for an erased person.
    """
    gathered = erasure.gather(desk.store, [mentee])
    refuse_held(desk, gathered.ids)
    pattern = naming(mentee)
    about = [each for each in gathered.records if not isinstance(each, Mentee)]
    changed = [new for each in about if (new := _without(each, pattern)) != each]
    with desk.store.transaction():
        desk.store.put_all(changed)
        for key in gathered.drafts:
            _redact_draft(desk, key, pattern)
    erasing.erase_names(desk, mentee)


def _refuse_held(desk: Desk, engagement_id: EngagementId, ending: Ending) -> None:
    """Asked before anything is done: a relation half closed is one nobody asked for."""
    notes = [note for layer in ending.destroy for note in _notes(desk, engagement_id, layer)]
    roots: list[Record] = [*notes]
    if ending.redact:
        roots.append(mentee_of(desk, engagement_of(desk, engagement_id).mentee_id))
    refuse_held(desk, erasure.gather(desk.store, roots).ids)


def _redact_draft(desk: Desk, key: str, pattern: re.Pattern[str]) -> None:
    """What is being written stays without the name; earlier wordings and half-filled pages go."""
    kept = desk.store.draft(key)
    if kept is None:
        return
    try:
        draft = draft_from_text(kept.body)
    except MalformedError:
        desk.store.discard_draft(key)
        return
    draft = replace(
        draft,
        record=pattern.sub(_GONE, draft.record),
        working=pattern.sub(_GONE, draft.working),
        next_time=pattern.sub(_GONE, draft.next_time),
        actions=tuple(replace(each, text=pattern.sub(_GONE, each.text)) for each in draft.actions),
        goals=tuple(replace(each, statement=pattern.sub(_GONE, each.statement)) for each in draft.goals),
        steps=(),
    )
    desk.store.save_draft(replace(kept, body=draft_to_text(draft)))


def _without(record: Record, pattern: re.Pattern[str]) -> Record:
    """*record* with every name taken out of its texts; its own keys are no texts."""
    hidden = [each.name for each in fields(record) if not each.repr]
    texts = {name: getattr(record, name) for name in hidden}
    found = {name: pattern.sub(_GONE, text) for name, text in texts.items() if isinstance(text, str)}
    renewed: Record = replace(record, **found)  # type: ignore[arg-type]  # text fields hold str
    return renewed


def _aftercare(
    desk: Desk, ended: Engagement, plan: str, ask_after: frozenset[int]
) -> tuple[Aftercare, ...]:
    day = ended.ended_on or desk.today
    asked = ask_after if may_ask_afterwards(desk, ended.engagement_id) else frozenset[int]()
    months = [*([0] if plan else []), *(each for each in CHECKS if each in asked)]
    return tuple(
        Aftercare(
            aftercare_id=RecordId(desk.new_id()),
            engagement_id=ended.engagement_id,
            months=each,
            due_on=day + dt.timedelta(days=CHECKS.get(each, 0)),
            done_on=day if each == 0 else None,
            text=plan if each == 0 else "",
        )
        for each in months
    )


def _notes(desk: Desk, engagement_id: EngagementId, layer: NoteLayer) -> list[NoteBody]:
    return [
        note
        for session in desk.store.all(Session, engagement_id=engagement_id)
        for note in desk.store.all(NoteBody, session_id=session.session_id, layer=layer)
    ]
