"""Small things kept beside the records: settings of this vault, and drafts of what is being written."""

import enum
from dataclasses import dataclass, field

from careernotes.vault.connection import Connection, storable


class SettingName(enum.Enum):
    """Every setting a vault may keep."""

    LANGUAGE = "language"
    THEME = "theme"
    TEXT_SIZE = "text_size"
    IDLE_MINUTES = "idle_minutes"
    KIT_HASH = "kit_hash"
    KIT_PEOPLE = "kit_people"
    PROGRAMME = "programme"
    FIRST_STEPS = "first_steps"
    SHEET_CHECKED_ON = "sheet_checked_on"
    CODE_SIGNED = "code_signed"
    CODE_VERSION = "code_version"
    TRAINING_STEP = "training_step"
    LAST_VIEW = "last_view"
    ASIDE_ROUND = "aside_round"
    LAST_PERSON = "last_person"
    LAYOUT = "layout"
    CAPTURE_LAYERS = "capture_layers"
    EXPORT_FOLDER = "export_folder"
    TOUR = "tour"
    SCREEN_CAPTURE = "screen_capture"
    LEDGER_HEAD = "ledger_head"
    BACKUP_FOLDER = "backup_folder"
    RETENTION_DAYS = "retention_days"
    LEGAL_HOLDS = "legal_holds"
    ERASING = "erasing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Something being written, saved every few seconds; ``updated_at`` is seconds since 1970."""

    key: str
    body: str = field(repr=False)
    updated_at: int


def read_setting(connection: Connection, name: SettingName, default: str) -> str:
    """The value of one setting."""
    row = connection.execute("SELECT value FROM main.setting WHERE name = ?", (name.value,)).fetchone()
    return default if row is None else str(row[0])


def write_setting(connection: Connection, name: SettingName, value: str) -> None:
    """Keep one setting."""
    connection.execute(
        "INSERT INTO main.setting (name, value) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name.value, storable(value)),
    )


def write_draft(connection: Connection, draft: Draft) -> None:
    """Keep one draft in place of the one with the same key."""
    connection.execute(
        "INSERT INTO main.draft (key, body, updated_at) VALUES (?, ?, ?)"
        " ON CONFLICT (key) DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at",
        (draft.key, storable(draft.body), draft.updated_at),
    )


def read_drafts(connection: Connection, key: str | None = None) -> tuple[Draft, ...]:
    """The draft with this key, or all of them, the newest first."""
    rows = connection.execute(
        "SELECT key, body, updated_at FROM main.draft WHERE ?1 IS NULL OR key = ?1"
        " ORDER BY updated_at DESC, key",
        (key,),
    )
    return tuple(Draft(key=str(row[0]), body=str(row[1]), updated_at=int(str(row[2]))) for row in rows)


def delete_draft(connection: Connection, key: str) -> None:
    """Drop one draft; its text is overwritten."""
    connection.execute("DELETE FROM main.draft WHERE key = ?", (key,))
