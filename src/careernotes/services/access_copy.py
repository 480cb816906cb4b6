"""A copy of all that is held about one person, for that person: a page to read and the same as data."""

import contextlib
import datetime as dt
import hashlib
import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from careernotes.canonical import Json, canonical_bytes
from careernotes.domain.conversations import NoteBody
from careernotes.domain.ids import MenteeId
from careernotes.domain.kit import DIMENSIONS
from careernotes.domain.mentees import Mentee
from careernotes.domain.records import REFERENCES, Record, key_of, kind_of, shape_of, to_plain
from careernotes.domain.vocabulary import NoteLayer
from careernotes.domain.words import Bilingual
from careernotes.errors import CareerNotesError
from careernotes.i18n import _, language, noop
from careernotes.sealing.whole_file import holds, write_new
from careernotes.services import access_words, proving, trail
from careernotes.services.records import mentee_of
from careernotes.services.wording import day_text, yes_or_no
from careernotes.services.workplace import Desk
from careernotes.vault import erasure
from careernotes.vault.audit import AuditCode
from careernotes.vault.strings import named_strings_in

FORMAT, VERSION = "careernotes-access-copy", 1
PRIVATE = 0o600
_WORKING = NoteLayer.WORKING.value
_WORDS_BESIDE = frozenset(
    {
        _WORKING, NoteLayer.RECORD.value, "next_time", "text", "statement", "purpose", "boundaries",
        "my_expectations", "their_expectations",
    }
)  # fmt: skip
HEADINGS = {
    "mentee": noop("Who you are here"),
    "engagement": noop("The mentoring relation"),
    "agreement": noop("What we agreed"),
    "expectation": noop("What we expect of each other"),
    "consent_record": noop("Your choices"),
    "session": noop("Our conversations"),
    "session_change": noop("Conversations that were moved"),
    "note_body": noop("Notes"),
    "theme_coding": noop("Themes"),
    "manager_rating": noop("How your manager helps, as you said"),
    "ethics_check": noop("Checks before a conversation"),
    "ethics_answer": noop("Answers in those checks"),
    "goal": noop("Goals"),
    "goal_plan": noop("More about those goals"),
    "action": noop("Actions"),
    "sponsor_act": noop("Doors opened"),
    "outcome": noop("Steps"),
    "wanted_step": noop("Steps wanted"),
    "barrier": noop("What stood in the way"),
    "stay_signal": noop("Whether you stay, as you said"),
    "self_assessment": noop("How you saw yourself"),
    "aftercare": noop("Afterwards"),
    "review": noop("Reviews"),
}
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1b1b1f;"
    "background:#fff}h2{margin:2.2rem 0 0;border-bottom:1px solid #767676}dl{display:grid;"
    "grid-template-columns:15rem 1fr;gap:.15rem 1rem;margin:0;padding:.8rem 0;break-inside:avoid}"
    "dl+dl{border-top:1px solid #d0d0d0}dt{font-weight:600}"
    "dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}"
    "@media(max-width:34rem){dl{display:block}dd{margin:0 0 .5rem}}"
    "@media print{body{margin:0;max-width:none;font-size:11pt}}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessCopy:
    """Where the copy was put, and what stands for it in the trail. It is not encrypted."""

    page: Path
    data: Path
    records: int
    digest: bytes
    receipt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Words that are in no record: still being written, or in an earlier version of a note."""

    on: dt.date
    text: str = field(repr=False)


def make_copy(desk: Desk, mentee_id: MenteeId, folder: Path, *, working: bool = True) -> AccessCopy:
    """Write both files into *folder*; nothing that is there is overwritten.

    Working notes are personal data about the mentee too, and belong in an answer unless somebody else's
    rights speak against it.

    Raises:
        NotProvedError: when the passphrase was not shown in the last minute; nothing is written then.
        UnknownRecordError: when the person is gone.
        OutputExistsError, CannotWriteError, FullDiskError: when a file cannot be written; none of the copy is
            there then, and the trail says when it was tried.
        DiskFullError: when the trail could not say so; nothing is written then.
    """
    proving.require(desk)
    mentee = mentee_of(desk, mentee_id)
    gathered = erasure.gather(desk.store, [mentee])
    records = [each for each in gathered.records if _shown(each, working=working)]
    records.sort(key=_order)
    beside = _beside(desk, gathered.drafts, working=working)
    stem = f"{_('copy')}-{desk.today.isoformat()}-{desk.new_id()[:6]}"
    page, data = folder / f"{stem}.html", folder / f"{stem}.json"
    text, plain = page_of(desk, mentee, records, beside), data_of(desk, records, beside)
    digest = hashlib.sha256(plain).digest()
    # Whose it is stands there as a keyed hash: an erasure can then say that copies were given away. Before
    # the first file: of readable text no line names, nobody would know.
    subject = erasure.subject_of(desk.vault, [mentee])
    receipt = trail.note(desk, AuditCode.ACCESS_COPY, digest + subject)
    _write_all({data: plain, page: text})
    return AccessCopy(page=page, data=data, records=len(records), digest=digest, receipt=receipt)


def _write_all(files: Mapping[Path, bytes]) -> None:
    """All of them or none; a file of somebody else at one of the places stays as it is."""
    begun: list[Path] = []
    try:
        for path, content in files.items():
            begun.append(path)
            write_new(path, content, mode=PRIVATE)
    except BaseException:
        # One without the other is no copy, and readable by anyone; so also when the program made a mistake,
        # or is stopped. What holds other words was written by nobody here.
        for path in begun:
            with contextlib.suppress(OSError, CareerNotesError):
                if holds(path, files[path]):
                    path.unlink()
        raise


def _beside(desk: Desk, keys: Iterable[str], *, working: bool) -> list[Beside]:
    """The words of drafts, of earlier versions and of pages half filled in, the newest first."""
    kept = [each for key in keys if (each := desk.store.draft(key)) is not None]
    zone = desk.clock.now().tzinfo
    found = []
    for each in sorted(kept, key=lambda draft: (-draft.updated_at, draft.key)):
        told = [
            text
            for name, text in named_strings_in(each.body)
            if name in _WORDS_BESIDE and text.strip() and (working or name != _WORKING)
        ]
        day = dt.datetime.fromtimestamp(each.updated_at, tz=zone).date()
        found += [Beside(on=day, text=text) for text in told]
    return found


def data_of(desk: Desk, records: list[Record], beside: Sequence[Beside] = ()) -> bytes:
    """All of it as canonical JSON."""
    held: list[Json] = [{"type": kind_of(type(each)), **to_plain(each)} for each in records]
    words: list[Json] = [{"on": each.on.isoformat(), "text": each.text} for each in beside]
    plain: dict[str, Json] = {
        "format": FORMAT, "version": VERSION, "made_on": desk.today.isoformat(), "records": held,
    }  # fmt: skip
    return canonical_bytes(plain | ({"unfinished": words} if words else {}))


def page_of(
    desk: Desk, mentee: Mentee, records: list[Record], beside: Sequence[Beside] = ()
) -> bytes:
    """All of it as one page that needs nothing else, in the language in force."""
    title = _("What is kept about {name}").format(name=mentee.full_name or mentee.alias)
    parts = [
        f'<!DOCTYPE html><html lang="{language()}"><head><meta charset="utf-8">',
        '<meta http-equiv="Content-Security-Policy"',
        " content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        '<meta name="viewport" content="width=device-width">',
        f"<title>{html.escape(title)}</title><style>{_STYLE}</style></head><body><main>",
        f"<h1>{html.escape(title)}</h1>",
        f"<p>{html.escape(_('Made on {day}.').format(day=day_text(desk.today)))}</p>",
        f"<p>{html.escape(_rights())}</p>",
    ]
    shown = ""
    for record in records:
        kind = kind_of(type(record))
        if kind != shown:
            parts.append(f"<h2>{html.escape(_(HEADINGS.get(kind, kind)))}</h2>")
            shown = kind
        parts.append(_entry(desk, record))
    if beside:
        parts.append(f"<h2>{html.escape(_('Not finished, or worded so before'))}</h2>")
    parts += [
        f"<dl><dt>{html.escape(day_text(each.on))}</dt><dd>{html.escape(each.text)}</dd></dl>"
        for each in beside
    ]
    parts.append("</main></body></html>\n")
    return "".join(parts).encode()


def _rights() -> str:
    return _(
        "You may have what is wrong put right, and you may have all of it erased: ask your mentor."
        " What was already counted in a report holds no name and cannot be called back."
    )


def _entry(desk: Desk, record: Record) -> str:
    lines = []
    for shape in shape_of(type(record)):
        value = getattr(record, shape.name)
        own_key = shape_of(type(record))[0].name
        if shape.name in REFERENCES or shape.name in access_words.HIDDEN or shape.name == own_key:
            continue
        if value is None or value == "":
            continue
        words = html.escape(_words(desk, shape.name, value))
        lines.append(f"<dt>{html.escape(access_words.field_words(shape.name))}</dt><dd>{words}</dd>")
    return f"<dl>{''.join(lines)}</dl>"


def _words(desk: Desk, name: str, value: object) -> str:
    """One value as a reader knows it."""
    if isinstance(value, bool):
        return yes_or_no(value=value)
    if isinstance(value, Enum):
        return access_words.value_words(value)
    if isinstance(value, dt.date):
        return day_text(value)
    if isinstance(value, int):
        if name in access_words.MOMENTS:
            return access_words.moment_words(value, desk.clock.now().tzinfo)
        return access_words.quarter_words(value) if name in access_words.QUARTERS else str(value)
    return _named(desk, name, str(value))


def _named(desk: Desk, name: str, key: str) -> str:
    """What a key of the shipped lists or of the kit stands for; any other text as it is."""
    found: list[Bilingual] = []
    if name == "theme_id":
        found = [each.name for each in desk.taxonomy.themes if each.theme_id == key]
    elif name == "item_id" and (asked := access_words.request_words(key)):
        return asked
    elif name == "item_id":
        found = [each.statement for each in desk.checklist.items if each.item_id == key]
        found += [each.statement for each in desk.checklist.periodic if each.item_id == key]
    elif name in DIMENSIONS and desk.kit is not None:
        found = [each.name for each in desk.kit.segments.get(name, ()) if each.key == key]
    return found[0].in_language(language()) if found else key


def _shown(record: Record, *, working: bool) -> bool:
    return working or not isinstance(record, NoteBody) or record.layer is NoteLayer.RECORD


def _order(record: Record) -> tuple[int, str, str]:
    kind = kind_of(type(record))
    days = [
        str(getattr(record, name, "") or "") for name in ("held_on", "agreed_on", "said_on", "created_on")
    ]
    return list(HEADINGS).index(kind) if kind in HEADINGS else len(HEADINGS), max(days), key_of(record)
