"""The words of a text exactly as the search index takes them: the tokenizer of the index itself says so."""

import functools
import re
import threading

from sqlcipher3 import dbapi2

from careernotes.vault.connection import Connection

# The same words as in the migration that makes the index (a test holds them against each other).
TOKENIZER = "unicode61 remove_diacritics 2"
_LONGEST_TEXT = 10_000
_PLAIN_WORD = re.compile("[0-9a-z]+")


def index_words(text: str) -> list[str]:
    """The words of *text* in their order, folded as in the index: no capitals, no accents.

    What separates words is decided by tables inside SQLite, which are neither those of Python nor those of
    the newest Unicode: a guess would ask the index for a phrase, which this index cannot answer.
    """
    # Half of a pair of surrogates cannot be given to the index; it separates words like any sign.
    given = text[:_LONGEST_TEXT].encode("utf-8", "replace").decode()
    if given.isascii() and "\0" not in given:
        # Of plain letters, digits and signs every table says the same.
        return _PLAIN_WORD.findall(given.lower())
    return _tokenizer().words(given)


class _Tokenizer(threading.local):
    """A table in memory for one text at a time; each thread has its own."""

    def __init__(self) -> None:
        self._connection: Connection = dbapi2.connect(":memory:", isolation_level=None)
        self._connection.execute("PRAGMA secure_delete = ON")
        self._connection.execute(f"CREATE VIRTUAL TABLE typed USING fts5 (text, tokenize='{TOKENIZER}')")
        self._connection.execute("CREATE VIRTUAL TABLE typed_word USING fts5vocab (typed, 'instance')")

    def words(self, text: str) -> list[str]:
        """The words of *text*; nothing of it stays in the table."""
        try:
            self._connection.execute("INSERT INTO typed (rowid, text) VALUES (1, ?)", (text,))
            found = self._connection.execute("SELECT term FROM typed_word ORDER BY offset").fetchall()
        finally:
            self._connection.execute("DELETE FROM typed")
        return [str(term) for (term,) in found]


@functools.cache
def _tokenizer() -> _Tokenizer:
    # Made at the first search, not when the program starts.
    return _Tokenizer()
