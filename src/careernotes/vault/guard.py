"""What an open vault refuses to run: a second line behind the settings."""

from sqlcipher3 import dbapi2

from careernotes.vault.connection import Connection

_ALLOWED: int = dbapi2.SQLITE_OK
_DENIED: int = dbapi2.SQLITE_DENY
# Read without an argument, these tell something and change nothing.
_READ = frozenset({
    "cell_size_check", "cipher_log_level", "cipher_memory_security", "data_version", "foreign_keys",
    "application_id", "recursive_triggers",
    "journal_mode", "locking_mode", "secure_delete", "synchronous", "temp_store", "trusted_schema",
    "user_version", "cipher_integrity_check", "foreign_key_check", "integrity_check", "quick_check",
    "table_list",
})  # fmt: skip
# These take the name of a table or a number of lines, and change nothing.
_ASK = frozenset({"foreign_key_check", "foreign_key_list", "integrity_check", "quick_check", "table_info"})
_FUNCTIONS = frozenset(
    {"load_extension", "fts3_tokenizer", "sqlcipher_export", "writefile", "readfile", "edit"}
)
_SHAPE = frozenset({
    dbapi2.SQLITE_ATTACH, dbapi2.SQLITE_DETACH, dbapi2.SQLITE_ALTER_TABLE, dbapi2.SQLITE_REINDEX,
    dbapi2.SQLITE_ANALYZE, dbapi2.SQLITE_CREATE_INDEX, dbapi2.SQLITE_CREATE_TABLE,
    dbapi2.SQLITE_CREATE_TEMP_INDEX, dbapi2.SQLITE_CREATE_TEMP_TABLE, dbapi2.SQLITE_CREATE_TEMP_TRIGGER,
    dbapi2.SQLITE_CREATE_TEMP_VIEW, dbapi2.SQLITE_CREATE_TRIGGER, dbapi2.SQLITE_CREATE_VIEW,
    dbapi2.SQLITE_CREATE_VTABLE, dbapi2.SQLITE_DROP_INDEX, dbapi2.SQLITE_DROP_TABLE,
    dbapi2.SQLITE_DROP_TEMP_INDEX, dbapi2.SQLITE_DROP_TEMP_TABLE, dbapi2.SQLITE_DROP_TEMP_TRIGGER,
    dbapi2.SQLITE_DROP_TEMP_VIEW, dbapi2.SQLITE_DROP_TRIGGER, dbapi2.SQLITE_DROP_VIEW,
    dbapi2.SQLITE_DROP_VTABLE,
})  # fmt: skip

_WRITES = frozenset({dbapi2.SQLITE_INSERT, dbapi2.SQLITE_UPDATE, dbapi2.SQLITE_DELETE})
# The trail is watched from the first moment; the rest is in no sum.
_UNSUMMED = frozenset({"audit", "state", "table_sum"})
_NO_ROWS_OF_OURS = ("words", "sqlite_")


def close_doors(connection: Connection, *, watched: bool = True) -> None:
    """From now on refuse to attach, load code, change a setting or the shape of a table.

    Not *watched*: also refuse to change a row that is in a sum, because nothing would count the change.
    """
    connection.set_authorizer(_decide if watched else _decide_unwatched)


def _decide_unwatched(
    action: int, first: str | None, second: str | None, database: str | None, trigger: str | None
) -> int:
    name = first or ""
    if action in _WRITES and name not in _UNSUMMED and not name.startswith(_NO_ROWS_OF_OURS):
        return _DENIED
    return _decide(action, first, second, database, trigger)


def _decide(
    action: int, first: str | None, second: str | None, database: str | None, trigger: str | None
) -> int:
    del database, trigger
    if action == dbapi2.SQLITE_PRAGMA and first == "application_id" and second is not None:
        # The number of the last commit on the first page, so that an older first page is noticed (state.py).
        return _ALLOWED if second.isdecimal() else _DENIED
    if action in _SHAPE:
        return _DENIED
    if action == dbapi2.SQLITE_PRAGMA:
        name = (first or "").lower()
        return _ALLOWED if (name in _READ and second is None) or name in _ASK else _DENIED
    if action == dbapi2.SQLITE_FUNCTION and (second or "").lower() in _FUNCTIONS:
        return _DENIED
    return _ALLOWED
