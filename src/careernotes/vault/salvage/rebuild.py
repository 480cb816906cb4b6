"""A new vault from what was found in a damaged one, under the same keys. The damaged one stays as it is."""

import contextlib
import dataclasses
import datetime as dt
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from careernotes.domain.conversations import Session
from careernotes.domain.ids import EngagementId, MenteeId, SessionId
from careernotes.domain.mentees import Engagement, Mentee
from careernotes.domain.records import RECORD_TYPES, REFERENCES, R, Record, key_of, shape_of
from careernotes.domain.vocabulary import EngagementStatus
from careernotes.sealing.keys import VaultKeys
from careernotes.vault.arriving import being_made
from careernotes.vault.aside import ASIDE_FILE
from careernotes.vault.audit import AuditCode
from careernotes.vault.bundle import VaultPaths, disk_errors, make_folder, sync_folder, write_file
from careernotes.vault.connection import store_errors
from careernotes.vault.errors import AlreadyExistsError
from careernotes.vault.freshness import recount
from careernotes.vault.header import Header
from careernotes.vault.heads import best_header, write_heads
from careernotes.vault.keeping import SettingName
from careernotes.vault.notes import NotesStore
from careernotes.vault.opening import make_stores, open_stores
from careernotes.vault.releases import make_ledger
from careernotes.vault.salvage.gather import Found
from careernotes.vault.salvage.numbers import carry_numbers
from careernotes.vault.state import read_head, stamp, write_first_state

_BATCH = 500
_NO_DAY = dt.date(2000, 1, 1)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """What the new vault holds: found records, and stand-ins for those that were lost but are referred to."""

    folder: Path
    records: int
    stand_ins: int
    let_go: int
    numbers: int
    aside: bool


def rebuild(
    damaged: VaultPaths,
    folder: Path,
    found: Found,
    keys: VaultKeys,
    *,
    today: str,
    alias: Callable[[int], str],
    tokens: Callable[[int], bytes] = secrets.token_bytes,
) -> Rebuilt:
    """Write *found* into a new vault at *folder*, which appears whole. *alias* names people who were lost.

    The copies of the header, the release ledger, the kits and what is half typed are taken over as they are.
    So are the random numbers of people and meetings: a person counted before is not counted as another one.

    Raises:
        AlreadyExistsError: when something is there already.
        ReadOnlyFolderError, DiskFullError: when it cannot be written; nothing is left behind then.
    """
    with disk_errors():
        if folder.exists():
            raise AlreadyExistsError
    unfinished = _beside(folder)
    try:
        stand_ins, let_go = complete(found, alias)
        with being_made(unfinished):
            _begin(unfinished, keys, found, today, best_header(damaged, keys.header))
            aside = _take_over(damaged, unfinished, keys)
            numbers = _fill(unfinished, keys, found, tokens)
        with disk_errors():
            unfinished.folder.rename(folder)
            sync_folder(folder.parent)
    finally:
        shutil.rmtree(unfinished.folder, ignore_errors=True)
    own = sum(len(records) for records in found.records.values()) - stand_ins
    return Rebuilt(
        folder=folder, records=own, stand_ins=stand_ins, let_go=let_go, numbers=numbers, aside=aside
    )


def _fill(paths: VaultPaths, keys: VaultKeys, found: Found, tokens: Callable[[int], bytes]) -> int:
    """Write what was found; how many people and meetings kept their number."""
    store, connection = open_stores(paths, keys, tokens)
    try:
        _write(store, found)
        numbers = carry_numbers(store, found)
        head = read_head(connection)
    finally:
        connection.close()
    write_heads(paths, head, keys.header)
    return numbers


def _beside(folder: Path) -> VaultPaths:
    unfinished = VaultPaths(folder.with_name(f"{folder.name}.new-{secrets.token_hex(4)}"))
    make_folder(unfinished.folder)
    return unfinished


def _begin(paths: VaultPaths, keys: VaultKeys, found: Found, today: str, header: Header | None) -> None:
    """Goes on from where the damaged vault was, so that nobody takes the new one for an older one."""
    head = header.head if header is not None else None
    seq = max(found.commit_seq, head.commit_seq if head is not None else 0)
    generation = max(1, found.generation, header.generation if header is not None else 0)
    connection = make_stores(paths, keys)
    try:
        with store_errors(paths.notes.name):
            connection.execute("BEGIN")
            write_first_state(
                connection,
                vault_id=found.vault_id or secrets.token_hex(16),
                created_on=found.created_on or today,
                generation=generation,
                commit_seq=seq,
            )
            stamp(connection)
            recount(connection, keys.sum)
            connection.execute("COMMIT")
    finally:
        connection.close()


def complete(found: Found, alias: Callable[[int], str]) -> tuple[int, int]:
    """Give every record that lost what it refers to a stand-in, so that no word is left out.

    What cannot have one (an answer whose check is lost, a review of a lost relation) lets go of it, or goes.
    Returns how many stand-ins were made and how many records went.
    """
    made = went = 0
    for record_type in reversed(RECORD_TYPES.values()):
        for shape in shape_of(record_type)[1:]:
            target = REFERENCES.get(shape.name)
            if target is None:
                continue
            for record in list(found.records.get(record_type, {}).values()):
                key = getattr(record, shape.name)
                if not key or key in found.records.get(target, {}):
                    continue
                if shape.optional:
                    freed = _let_go(record, shape.name)
                    found.records[record_type][key_of(record)] = freed
                elif (stand_in := _stand_in(found, target, key, alias)) is not None:
                    found.add(stand_in)
                    made += 1
                else:
                    del found.records[record_type][key_of(record)]
                    went += 1
    return made, went


def _let_go(record: R, name: str) -> R:
    change: dict[str, Any] = {name: None}
    return dataclasses.replace(record, **change)


def _stand_in(found: Found, target: type[Record], key: str, alias: Callable[[int], str]) -> Record | None:
    held = (record for record in found.records.get(Session, {}).values() if isinstance(record, Session))
    day = min((session.held_on for session in held), default=_NO_DAY)
    if target is Mentee:
        number = 1 + found.count(Mentee)
        return Mentee(mentee_id=MenteeId(key), alias=alias(number), created_on=day)
    if target is Engagement:
        return Engagement(
            engagement_id=EngagementId(key), mentee_id=MenteeId(f"lost-{key}"),
            status=EngagementStatus.ACTIVE, requested_on=day, started_on=day,
        )  # fmt: skip
    if target is Session:
        return Session(
            session_id=SessionId(key), engagement_id=EngagementId("lost"), held_on=day, recorded_at=0
        )
    return None


def _write(store: NotesStore, found: Found) -> None:
    kinds = (found.records.get(record_type, {}) for record_type in RECORD_TYPES.values())
    everything = [record for kind in kinds for record in kind.values()]
    for start in range(0, len(everything), _BATCH):
        with store.transaction():
            store.put_all(everything[start : start + _BATCH])
    with store.transaction():
        for draft in found.drafts.values():
            store.save_draft(draft)
        for name, value in found.settings.items():
            with contextlib.suppress(ValueError):
                store.set_setting(SettingName(name), value)
        store.trail.append(AuditCode.SALVAGED, found.bad_pages)


def _take_over(damaged: VaultPaths, new: VaultPaths, keys: VaultKeys) -> bool:
    """The other files; whether one with half-typed words was among them."""
    with disk_errors():
        for source, target in zip(damaged.headers, new.headers, strict=True):
            if source.is_file() and not source.is_symlink():
                write_file(target, source.read_bytes())
        for kit in damaged.kits:
            if kit.is_file() and not kit.is_symlink():
                write_file(new.folder / kit.name, kit.read_bytes())
        if damaged.releases.is_file() and not damaged.releases.is_symlink():
            write_file(new.releases, damaged.releases.read_bytes())
        else:
            make_ledger(new.releases, keys.releases)
        aside = damaged.folder / ASIDE_FILE
        if typed := aside.is_file() and not aside.is_symlink():
            write_file(new.folder / ASIDE_FILE, aside.read_bytes())
    sync_folder(new.folder)
    return typed
