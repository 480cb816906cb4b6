"""Every command of the window in one place: rail, shortcuts and the guide's list of keys read it."""

from typing import NamedTuple

from careernotes.i18n import noop


class Command(NamedTuple):
    """One command: ``text`` is an English source string, ``screen`` where it leads, if anywhere."""

    name: str
    text: str
    shortcut: str
    screen: str = ""


# In the order of the rail.
RAIL = (
    Command(name="today", text=noop("Today"), shortcut="Ctrl+1", screen="today"),
    Command(name="people", text=noop("Mentees"), shortcut="Ctrl+2", screen="people"),
    Command(name="search", text=noop("Search"), shortcut="Ctrl+3", screen="search"),
    Command(name="report", text=noop("Report"), shortcut="Ctrl+4", screen="report"),
    Command(name="supervision", text=noop("Case discussions"), shortcut="Ctrl+5", screen="supervision"),
    Command(name="growth", text=noop("My growth"), shortcut="Ctrl+6", screen="growth"),
    Command(name="guide", text=noop("Guide"), shortcut="Ctrl+7", screen="guide"),
)
LOCK = Command(name="lock", text=noop("Lock now"), shortcut="Ctrl+L")
SETTINGS = Command(name="settings", text=noop("Settings"), shortcut="Ctrl+,", screen="settings")
BACK = Command(name="back", text=noop("Back"), shortcut="Esc")
GUIDE = Command(name="guide_key", text=noop("Guide"), shortcut="F1", screen="guide")
HELP_NOW = Command(name="help_now", text=noop("Help now"), shortcut="F2", screen="help_now")
SEARCH_ALL = Command(
    name="search_key", text=noop("Search all notes"), shortcut="Ctrl+Shift+F", screen="search"
)
NEW_MENTEE = Command(name="new_mentee", text=noop("New mentee"), shortcut="Ctrl+Shift+N", screen="intake")

# Everything that works on every screen.
EVERYWHERE = (*RAIL, LOCK, SETTINGS, BACK, GUIDE, HELP_NOW, SEARCH_ALL, NEW_MENTEE)
