"""Where the mentor was when the vault locked, and what stood half typed; kept inside the vault."""

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from careernotes.canonical import Json, canonical_bytes
from careernotes.domain.conversations import Session
from careernotes.domain.mentees import Engagement
from careernotes.domain.reading import MalformedError, Reader
from careernotes.services.desk import Desk
from careernotes.services.drafts import whole_text
from careernotes.vault.aside import begin_round, is_aside, put_aside, read_aside
from careernotes.vault.errors import DiskFullError
from careernotes.vault.keeping import SettingName

_FORMAT = 1
_MOST = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfTyped:
    """One field that was changed and not sent off yet."""

    key: str = field(repr=False)
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LastView:
    """A screen, its arguments, the field with the keyboard, and the cursor in it."""

    screen: str
    arguments: Mapping[str, str] = field(repr=False)
    focus: str = field(default="", repr=False)
    cursor: int = 0
    anchor: int = 0
    typed: tuple[HalfTyped, ...] = ()


def keep_view(desk: Desk, view: LastView | None) -> None:
    """Keep where the mentor is; None forgets it, and what was half typed is overwritten.

    A vault that was closed by what was asked for (a restore, new keys) keeps nothing more.
    """
    if not desk.vault.is_open:
        return
    text = _to_text(view) if view is not None else ""
    if desk.store.setting(SettingName.LAST_VIEW) != text or is_aside(desk.vault):
        begin_round(desk.vault, last_view=text)


def put_view_aside(desk: Desk, view: LastView) -> bool:
    """Keep it in a sealed file of its own, without the databases, which something long is using."""
    return desk.vault.is_open and put_aside(desk.vault, _to_text(view))


def last_view(desk: Desk) -> LastView | None:
    """Where the mentor was; None when nothing is kept, or nothing this version can read.

    What was put aside moves into the notes, and nothing put aside before this moment is read again.
    """
    aside = read_aside(desk.vault)
    view = _readable(desk, aside)
    if is_aside(desk.vault):
        # A full disk is no reason not to read.
        with contextlib.suppress(DiskFullError):
            begin_round(desk.vault, last_view=aside if view is not None else None)
    return view or _readable(desk, desk.store.setting(SettingName.LAST_VIEW))


def _readable(desk: Desk, text: str) -> LastView | None:
    try:
        view = _read(Reader(json.loads(text))) if text else None
    except (ValueError, MalformedError):
        return None
    return view if view is not None and _still_there(desk, view) else None


def _still_there(desk: Desk, view: LastView) -> bool:
    """Whether what the screen was about is still in the vault: an untouched draft goes when it is left."""
    session, engagement = view.arguments.get("session_id"), view.arguments.get("engagement_id")
    if session and desk.store.draft(session) is None and desk.store.get(Session, session) is None:
        return False
    return not engagement or desk.store.get(Engagement, engagement) is not None


def _to_text(view: LastView) -> str:
    arguments: list[Json] = [{"name": name, "value": value} for name, value in sorted(view.arguments.items())]
    plain: dict[str, Json] = {
        "format": _FORMAT,
        "screen": view.screen,
        "arguments": arguments,
        "focus": whole_text(view.focus),
        "cursor": view.cursor,
        "anchor": view.anchor,
        "typed": [{"key": whole_text(each.key), "text": whole_text(each.text)} for each in view.typed],
    }
    return canonical_bytes(plain).decode()


def _read(root: Reader) -> LastView:
    root.integer("format", low=_FORMAT, high=_FORMAT)
    return LastView(
        screen=root.text("screen"),
        arguments={item.text("name"): item.text("value") for item in root.objects("arguments")},
        focus=root.text("focus", longest=_MOST),
        cursor=root.integer("cursor", low=0, high=_MOST),
        anchor=root.integer("anchor", low=0, high=_MOST),
        typed=tuple(
            HalfTyped(key=item.text("key", longest=_MOST), text=item.text("text", longest=_MOST))
            for item in root.objects("typed")
        ),
    )
