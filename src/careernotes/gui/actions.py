"""Every command of the window in one place: menus, rail, shortcuts, the palette and the guide's list of keys
read it.
"""

from typing import NamedTuple

from careernotes.i18n import noop


class Command(NamedTuple):
    """One command. ``text`` and ``also`` are English source strings: its name, and other words for it."""

    name: str
    text: str
    shortcut: str = ""
    screen: str = ""
    """Where it leads, if anywhere."""
    menu: str = ""
    """The menu it stands in; none when another command leads to the same place."""
    also: str = ""
    pages: tuple[str, ...] = ()
    """The screens that carry it out themselves, by a button or key of their own; none: it works on all."""
    about: bool = False
    """It leads to a screen about the person of the page shown now."""


FILE, EDIT, VIEW, PERSON, SESSION, REPORT, HELP = (
    noop("&File"), noop("&Edit"), noop("&View"), noop("&Person"), noop("&Session"), noop("&Report"),
    noop("&Help"),
)  # fmt: skip
MENUS = (FILE, EDIT, VIEW, PERSON, SESSION, REPORT, HELP)

# In the order of the rail.
RAIL = (
    Command("today", noop("Today"), "Ctrl+1", "today", VIEW, noop("start, due, reminders, home")),
    Command("people", noop("Mentees"), "Ctrl+2", "people", PERSON, noop("people, persons, list")),
    Command("search", noop("Search"), "Ctrl+3", "search"),
    Command("report", noop("Report"), "Ctrl+4", "report", REPORT, noop("themes, contribution, HR, release")),
    Command("supervision", noop("Case discussions"), "Ctrl+5", "supervision", VIEW, noop("peers, cases")),
    Command("growth", noop("My growth"), "Ctrl+6", "growth", VIEW, noop("log, training, learning")),
    Command("guide", noop("Guide"), "Ctrl+7", "guide"),
)
NEW_MENTEE = Command(
    "new_mentee", noop("New mentee"), "Ctrl+Shift+N", "intake", FILE, noop("add a person, intake, take on")
)
SETTINGS = Command(
    "settings", noop("Settings"), "Ctrl+,", "settings", FILE,
    noop("preferences, options, backups, passphrase, kit"),
)  # fmt: skip
LOCK = Command("lock", noop("Lock now"), "Ctrl+L", "", FILE, noop("hide, panic, log out"))
QUIT = Command("quit", noop("Close Career Notes"), "Ctrl+Q", "", FILE, noop("quit, exit, stop, end"))
UNDO = Command("undo", noop("Undo"), "Ctrl+Z", "", EDIT, noop("put back, take back, revert"))
PALETTE = Command(
    "palette", noop("Find a command or a person…"), "Ctrl+K", "", EDIT, noop("palette, go to, jump")
)
SEARCH_ALL = Command(
    "search_key", noop("Search all notes"), "Ctrl+Shift+F", "search", EDIT, noop("find, look for, words")
)
SEARCH_PERSON = Command(
    "search_person", noop("Find in these notes"), "Ctrl+F", "search", EDIT,
    noop("search in this person's notes, words"),
    about=True,
)  # fmt: skip
BACK = Command("back", noop("Back"), "Esc", "", VIEW, noop("return, previous page"))
PRIVACY = Command(
    "privacy", noop("Privacy view"), "Ctrl+Shift+P", "", VIEW,
    noop("initials, hide names, blur, somebody looks along"),
)  # fmt: skip
LARGER = Command("larger", noop("Larger text"), "Ctrl++", "", VIEW, noop("zoom in, bigger letters"))
SMALLER = Command("smaller", noop("Smaller text"), "Ctrl+-", "", VIEW, noop("zoom out, smaller letters"))
SHADE = Command("shade", noop("Light or dark"), "", "", VIEW, noop("night, theme, colours, look"))
LANGUAGE = Command("language", noop("English or Dutch"), "", "", VIEW, noop("Nederlands, translate"))
PERSON_PAGE = Command(
    "person_page", noop("This person's page"), "", "person", PERSON, noop("goals, timeline, actions"),
    about=True,
)  # fmt: skip
JOURNEY = Command(
    "journey", noop("Journey"), "Ctrl+J", "journey", PERSON, noop("goals, steps, doors, quarters"),
    ("person",), about=True,
)  # fmt: skip
CLOSING = Command(
    "closing", noop("Closing conversation"), "", "closing", PERSON, noop("end, finish, last talk, aftercare"),
    about=True,
)  # fmt: skip
BEFORE = Command(
    "before", noop("Before you go in"), "B", "before", PERSON, noop("prepare, check, ethics"),
    ("today", "person", "agreement"), about=True,
)  # fmt: skip
CARD = Command(
    "card", noop("Save the card without the name…"), "Ctrl+P", "", PERSON, noop("print, paper"), ("before",)
)
AGREEMENT = Command(
    "agreement", noop("Agreement"), "", "agreement", PERSON, noop("contract, consent, choices"), about=True
)
NEW_SESSION = Command(
    "new_session", noop("New session"), "Ctrl+N", "", SESSION, noop("note, write, conversation, capture"),
    ("person",),
)  # fmt: skip
FINISH = Command(
    "finish", noop("Finish session"), "Ctrl+Return", "", SESSION, noop("save, close, done"), ("session",)
)
LAYER = Command(
    "layer", noop("Record or working notes"), "Ctrl+Shift+W", "", SESSION, noop("layer, private notes"),
    ("session",),
)  # fmt: skip
THEME = Command("theme", noop("Add a theme"), "Ctrl+T", "", SESSION, noop("tag, code, topic"), ("session",))
WHO_ELSE = Command(
    "who_else", noop("Who else had this theme?"), "Ctrl+Shift+T", "", SESSION,
    noop("others, same theme, across people"), ("session", "person"),
)  # fmt: skip
AIDS = Command(
    "aids", noop("Snippets and guides"), "", "aids", SESSION, noop("templates, flows, questions, expander")
)
WRITE_UP = Command(
    "write_up", noop("Write up a conversation"), "Ctrl+Shift+E", "session", SESSION,
    noop("past session, log, quick note, capture"),
)  # fmt: skip
WORKSHOPS = Command(
    "workshops", noop("Career workshops"), "", "workshops", SESSION, noop("group session, training, talk")
)
WRITE_REPORT = Command(
    "write_report", noop("Write the file"), "Ctrl+E", "", REPORT, noop("export, release, send"), ("report",)
)
GUIDE = Command("guide_key", noop("Guide"), "F1", "guide", HELP, noop("manual, help, how to"))
HELP_NOW = Command(
    "help_now", noop("Help now"), "F2", "help_now", HELP,
    noop("emergency, limits, confidentiality, whom to call"),
)  # fmt: skip
KEYS = Command("keys", noop("Keys"), "", "guide", HELP, noop("shortcuts, keyboard"))

# Everything that works on every screen.
EVERYWHERE = (
    *RAIL, NEW_MENTEE, SETTINGS, LOCK, QUIT, UNDO, PALETTE, SEARCH_ALL, SEARCH_PERSON, BACK, PRIVACY, LARGER,
    SMALLER, SHADE, LANGUAGE, WRITE_UP, WORKSHOPS, AIDS, GUIDE, HELP_NOW, KEYS,
)  # fmt: skip
# What only some screens can do: by a button or key of their own, or because they are about somebody.
ON_SOME_PAGES = (
    PERSON_PAGE, JOURNEY, CLOSING, BEFORE, CARD, AGREEMENT, NEW_SESSION, FINISH, LAYER, THEME,
    WHO_ELSE, WRITE_REPORT,
)  # fmt: skip
ALL = (*EVERYWHERE, *ON_SOME_PAGES)
# What the window does while no vault is open.
AT_THE_ENTRANCE = (BACK, GUIDE, HELP_NOW, LOCK)
BY_NAME = {command.name: command for command in ALL}


def in_menu(menu: str) -> tuple[Command, ...]:
    """The commands of one menu, in their order."""
    return tuple(command for command in ALL if command.menu == menu)
