"""What a list shows: words only, already in the language in force."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A state in words. ``kind`` is calm, warning, danger or plain."""

    text: str
    kind: str = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a list. ``key`` comes back when somebody opens or marks it."""

    key: str
    title: str = field(repr=False)
    detail: str = field(default="", repr=False)
    tags: tuple[Tag, ...] = ()
    end: str = ""
    markable: bool = False
    # The themes of a session, below the words.
    themes: tuple[str, ...] = ()
    # What kind of line it is, said before it: a shape and a word.
    mark: str = ""
    # The detail in pieces, those that were searched for marked True; takes the place of ``detail``.
    pieces: tuple[tuple[str, bool], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowGroup:
    """Rows under one heading."""

    heading: str = field(repr=False)
    rows: tuple[Row, ...] = ()
    remark: str = ""
