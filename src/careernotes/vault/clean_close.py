"""A SQLCipher connection whose close really lets go of the file."""

from collections.abc import Sequence
from functools import partial
from weakref import ReferenceType, ref

from sqlcipher3 import dbapi2


class CleanlyClosed(dbapi2.Connection):  # type: ignore[misc]  # the library has no types
    """Ends every statement that is still being read before it closes.

    SQLite keeps a closed connection, its lock on the file and its pages alive for as long as one of its
    statements is; a cursor that met damage lives on in the frames of the error, from Python 3.13 on until the
    collector comes by. The vault would be "already open" to its own program until then.
    """

    def __init__(self, *where: object, **how: object) -> None:
        super().__init__(*where, **how)
        self._read: dict[int, ReferenceType[dbapi2.Cursor]] = {}

    def execute(self, sql: str, parameters: Sequence[object] = (), /) -> dbapi2.Cursor:
        """Run one statement with bound parameters; its cursor is remembered for as long as it lives."""
        cursor = super().execute(sql, parameters)
        number = id(cursor)
        # The dead reference is handed on as what to give where the number is gone already.
        self._read[number] = ref(cursor, partial(self._read.pop, number))
        return cursor

    def close(self) -> None:
        """Close it, whoever still holds a cursor of it."""
        for known in tuple(self._read.values()):
            if (cursor := known()) is not None:
                cursor.close()
        # Of a closed connection no cursor can be closed; the connection itself can be, again.
        self._read.clear()
        super().close()
