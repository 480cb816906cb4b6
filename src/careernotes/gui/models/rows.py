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
    # E puts a text for an e-mail on the clipboard; what can be marked can be put off too.
    mailable: bool = False
    # The themes of a session, below the words.
    themes: tuple[str, ...] = ()
    # What kind of line it is, said before it: a shape and a word.
    mark: str = ""
    # The detail in pieces, those that were searched for marked True; takes the place of ``detail``.
    pieces: tuple[tuple[str, bool], ...] = field(default=(), repr=False)
    # Whether title or detail are somebody's words: privacy view covers them, and pieces always.
    own_title: bool = False
    own_detail: bool = False

    @property
    def has_own_words(self) -> bool:
        """Whether anything on it is somebody's words."""
        return self.own_title or bool(self.detail and self.own_detail) or bool(self.pieces)

    @property
    def plain_detail(self) -> str:
        """The detail in words alone, in one piece."""
        return self.detail or "".join(text for text, _hit in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowGroup:
    """Rows under one heading."""

    heading: str = field(repr=False)
    rows: tuple[Row, ...] = ()
    remark: str = ""
