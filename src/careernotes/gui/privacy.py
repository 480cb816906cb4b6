"""Privacy view: somebody may look along. Names become initials, and words about people are covered.

Like the language it is one state of the process; a screen is made anew when it changes.
"""

from collections.abc import Iterable

_NOBODY = "…"


class _InForce:
    """Whether it is on; changed only by :func:`set_private`."""

    private: bool = False
    # What each name is shown as, in the order in which people came: no number changes for a later one.
    shown: dict[str, str] = {}  # noqa: RUF012  replaced as a whole, never changed


def set_private(*, private: bool) -> None:
    """Puts privacy view in force, or ends it, for every screen made from now on."""
    _InForce.private = private


def know_names(names: Iterable[str]) -> None:
    """Whose initials are to be told apart: all names there are, in the order in which they were added."""
    alike: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        alike.setdefault(initials(name), []).append(name)
    _InForce.shown = {
        name: f"{letters} {number}" if len(same) > 1 else letters
        for letters, same in alike.items()
        for number, name in enumerate(same, start=1)
    }


def is_private() -> bool:
    """Whether privacy view is on."""
    return _InForce.private


def initials(name: str) -> str:
    """The first letter of each word of *name*, without its numbers: ``A. P.`` for ``Anna Peeters``."""
    words = "".join(each if each.isalpha() else " " for each in name).split()
    letters = [word[0].upper() for word in words]
    return " ".join(f"{letter}." for letter in letters) or _NOBODY


def shown_name(name: str) -> str:
    """*name* as it may be shown now; a number tells people with the same initials apart."""
    if not _InForce.private:
        return name
    if name not in _InForce.shown:
        # Somebody who came since, or is called otherwise now: the newest.
        know_names((*_InForce.shown, name))
    return _InForce.shown[name]
