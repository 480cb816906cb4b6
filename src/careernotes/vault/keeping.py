"""Small things kept beside the records: settings of this vault, and drafts of what is being written."""

import enum
from dataclasses import dataclass, field

from careernotes.vault.connection import Connection, storable

# The earlier versions of a conversation's note lie beside its draft, under its key with this before it.
VERSIONS = "versions:"
AGREEING = "agreeing:"
HALF_TYPED = "half:"


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
    TO_WRITE_AGAIN = "to_write_again"
    PASSED_ON = "passed_on"
    LAST_DAY = "last_day"
    RECENT_COMMANDS = "recent_commands"
    CAPTURE_LOG = "capture_log"
    SNIPPETS = "snippets"
    FLOWS = "flows"
    WORKSHOPS = "workshops"


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
    return _read(connection, "?1 IS NULL OR key = ?1", key)


def read_versions(connection: Connection) -> tuple[Draft, ...]:
    """The versions of every conversation that has some."""
    return _read(connection, "substr(key, 1, length(?1)) = ?1", VERSIONS)


def _read(connection: Connection, condition: str, value: str | None) -> tuple[Draft, ...]:
    rows = connection.execute(
        # One of the two conditions above; the value is bound.
        f"SELECT key, body, updated_at FROM main.draft WHERE {condition}"  # noqa: S608 - see above
        " ORDER BY updated_at DESC, key",
        (value,),
    )
    return tuple(Draft(key=str(row[0]), body=str(row[1]), updated_at=int(str(row[2]))) for row in rows)


def session_of(key: str) -> str:
    """The conversation a draft, or the versions beside it, are of."""
    return key.removeprefix(VERSIONS)


def delete_draft(connection: Connection, key: str) -> None:
    """Drop one draft; its text is overwritten."""
    connection.execute("DELETE FROM main.draft WHERE key = ?", (key,))
