"""What a search found, as lists by person, and where each line leads."""

from collections import Counter
from collections.abc import Sequence

from careernotes.domain.goals import OPEN_ACTIONS
from careernotes.domain.ids import EngagementId
from careernotes.domain.periods import quarter_of
from careernotes.domain.search_terms import AimKind, quoted
from careernotes.domain.vocabulary import ActionStatus
from careernotes.gui.controllers.journey_rows import short_quarter
from careernotes.gui.controllers.people_words import DOT
from careernotes.gui.models.rows import Row, RowGroup, Tag
from careernotes.gui.models.wording import capital, long_day, word
from careernotes.gui.privacy import shown_name
from careernotes.i18n import _, ngettext, noop, translate
from careernotes.services.searching import FoundAim, FoundNote, FoundPerson, Piece

Lead = tuple[str, dict[str, str]]
_NAMED = {
    AimKind.ACTION: noop("action"),
    AimKind.GOAL: noop("goal"),
    AimKind.STEP: noop("step"),
    AimKind.OUTCOME: noop("step"),
    AimKind.DOOR: noop("door"),
    AimKind.AGREEMENT: noop("agreement"),
    AimKind.EXPECTATION: noop("expectation"),
    AimKind.REMARK: noop("remark"),
    AimKind.AFTERCARE: noop("aftercare"),
}
# Where each is read; all else on the person's page.
_PAGES = {
    AimKind.STEP: "journey",
    AimKind.OUTCOME: "journey",
    AimKind.DOOR: "journey",
    AimKind.AGREEMENT: "agreement",
    AimKind.EXPECTATION: "expectations",
}

_LAYERS = {"record": noop("record"), "working": noop("working notes"), "next_time": noop("next time")}


def people_groups(found: Sequence[FoundPerson]) -> list[RowGroup]:
    """Who is called like that."""
    rows = tuple(Row(key=each.engagement_id, title=shown_name(each.alias)) for each in found)
    return [RowGroup(heading=_("People"), rows=rows)] if rows else []


def hit_groups(notes: Sequence[FoundNote], aims: Sequence[FoundAim]) -> list[RowGroup]:
    """The hits by person, notes before actions and goals; the person with the newest note first."""
    of_person: dict[EngagementId, tuple[str, list[FoundNote], list[FoundAim]]] = {}
    for note in notes:
        of_person.setdefault(note.engagement_id, (note.alias, [], []))[1].append(note)
    for aim in aims:
        of_person.setdefault(aim.engagement_id, (aim.alias, [], []))[2].append(aim)
    return [
        RowGroup(
            heading=shown_name(alias),
            remark=counted(theirs, promised),
            rows=(*map(_note_row, theirs), *map(_aim_row, promised)),
        )
        for alias, theirs, promised in of_person.values()
    ]


def leads_of(
    people: Sequence[FoundPerson], notes: Sequence[FoundNote], aims: Sequence[FoundAim]
) -> dict[str, Lead]:
    """Where each line leads, by its key: what is over is read in the note it comes from."""
    found: dict[str, Lead] = {
        each.engagement_id: ("person", {"engagement_id": each.engagement_id}) for each in people
    }
    found |= {each.session_id: ("session", {"session_id": each.session_id}) for each in notes}
    return found | {aim.key: _lead(aim) for aim in aims}


def _lead(aim: FoundAim) -> Lead:
    over = aim.kind is AimKind.REMARK or (
        isinstance(aim.status, ActionStatus) and aim.status not in OPEN_ACTIONS
    )
    if over and aim.session_id is not None:
        return "session", {"session_id": aim.session_id}
    return _PAGES.get(aim.kind, "person"), {"engagement_id": aim.engagement_id}


def theme_filter(name: str) -> str:
    """What is typed to find everybody with whom the theme of this name came up."""
    return f"{quoted(_('theme'), name)} "


def counted(notes: Sequence[FoundNote], aims: Sequence[FoundAim]) -> str:
    """How many of each kind were found."""
    of = Counter(aim.kind for aim in aims)
    steps = of[AimKind.STEP] + of[AimKind.OUTCOME]
    agreed, expected, said = of[AimKind.AGREEMENT], of[AimKind.EXPECTATION], of[AimKind.REMARK]
    after = of[AimKind.AFTERCARE]
    parts = (
        (len(notes), ngettext("{count} session", "{count} sessions", len(notes))),
        (of[AimKind.ACTION], ngettext("{count} action", "{count} actions", of[AimKind.ACTION])),
        (of[AimKind.GOAL], ngettext("{count} goal", "{count} goals", of[AimKind.GOAL])),
        (steps, ngettext("{count} step", "{count} steps", steps)),
        (of[AimKind.DOOR], ngettext("{count} door", "{count} doors", of[AimKind.DOOR])),
        (agreed, ngettext("{count} agreement", "{count} agreements", agreed)),
        (expected, ngettext("{count} expectation", "{count} expectations", expected)),
        (said, ngettext("{count} remark", "{count} remarks", said)),
        (after, ngettext("{count} line of aftercare", "{count} lines of aftercare", after)),
    )
    return DOT.join(words.format(count=count) for count, words in parts if count)


def _note_row(note: FoundNote) -> Row:
    return Row(
        key=note.session_id,
        title=long_day(note.held_on),
        pieces=_pieces(note.pieces),
        tags=(Tag(text=translate(_LAYERS.get(note.layer, note.layer))),),
    )


def _aim_row(aim: FoundAim) -> Row:
    name, state = _(_NAMED[aim.kind]), word(aim.status) if aim.status is not None else ""
    when = _when(aim)
    # What has no day yet says first how it stands.
    tags = (name, state) if when and state else (name,)
    return Row(
        key=aim.key,
        title=when or capital(state),
        pieces=_pieces(aim.pieces),
        tags=tuple(Tag(text=text) for text in tags),
    )


def _when(aim: FoundAim) -> str:
    if aim.day is None:
        return ""
    if aim.kind in {AimKind.STEP, AimKind.OUTCOME}:
        return short_quarter(quarter_of(aim.day))
    return long_day(aim.day)


def _pieces(pieces: Sequence[Piece]) -> tuple[tuple[str, bool], ...]:
    return tuple((piece.text, piece.is_hit) for piece in pieces)
