"""The first path of a mentor, key by key, on whatever window the user sits in front of."""

import re
from pathlib import Path

from tests.gui.conftest import PASSPHRASE
from tests.gui.xcb_user import User

NOTED = "We drew a lighthouse: what is the light for?"
WORKING = "I liked the picture."
_MARKS = "○■□◇✓●"
ACTION, NEXT_TIME = "introduce to a product lead", "Ask about the light"


def make_the_vault(user: User) -> None:
    """A passphrase of one's own, and the recovery sheet typed back from what the screen showed."""
    user.arrive("What stays here")
    user.press("Return")
    user.arrive("A passphrase made for you")
    user.write(PASSPHRASE)
    user.fill("The same once more", PASSPHRASE)
    user.press("ctrl+Return")
    page = user.arrive("Write these 12 groups on paper, now")
    found = (re.fullmatch(r"\s*(\d+)\.\s+(\S{4})", word) for word in page.words)
    paper = {match[1]: match[2] for match in found if match}
    assert len(paper) == 12
    user.press("ctrl+Return")
    user.arrive("Type three groups from your paper")
    for field in range(3):
        name = user.press("Tab").focus if field else user.look().focus
        user.write(paper[name.removeprefix("Group ")])
    user.press("Return")


def join_the_programme(user: User, kit: Path) -> None:
    """The kit through the file dialog, the code signed, a few facts, the promise."""
    user.arrive("The kit of your programme")
    user.cross("ctrl+o", to="QFileDialog")
    user.write(str(kit))
    user.cross("Return", to="MainWindow")
    user.arrive("Compare these characters with your coordinator")
    user.press("ctrl+Return")
    user.arrive("I have read this and sign")
    user.press("ctrl+Return")
    user.arrive("My fit check")
    user.write("Somebody did it for me.")
    user.tab_to("I finished the e-learning for mentors: Yes")
    user.press("space")
    user.press("ctrl+Return")
    user.arrive("Ready: what you promise")
    user.press("ctrl+Return")
    user.arrive("Welcome to your desk.")


def take_somebody_on(user: User) -> None:
    """An alias, two facts, an agreement with the two choices that count."""
    user.press("ctrl+shift+n")
    user.arrive("Go on to the agreement")
    user.write("Maple")
    user.tab_to("How did they come to you?: Chose me")
    user.press("space")
    user.tab_to("At which moment?: New here")
    user.write("2")
    user.press("ctrl+Return")
    user.arrive("Agreement with Maple")
    user.write("Find a next step")
    user.fill("The mentee expects", "honest feedback")
    user.fill("I expect", "to come prepared")
    user.press("ctrl+Return")
    user.arrive("telling the mentee that you keep notes")
    user.tab_to("I have been told that my mentor keeps short notes")
    user.press("space")
    user.tab_to("You may count me in anonymous totals of general topics")
    user.press("space")
    user.press("ctrl+Return")
    user.until(lambda seen: "Before you go in   B" in seen.words, "the agreement is made")


def have_a_conversation(user: User) -> None:
    """The check, the note in two layers, a theme by typing, an action, the next time."""
    user.press("b")
    page = user.arrive("lines wait")
    (waiting,) = (int(word.split()[0]) for word in page.words if word.endswith("lines wait"))
    for line in range(1, waiting + 1):
        assert user.look().focus.startswith(f"{line}. ")
        user.write("y")
    user.arrive("Ready")
    user.press("Return")
    user.arrive("Finish session")
    user.write(NOTED)
    user.press("ctrl+shift+w")
    user.write(WORKING)
    user.press("ctrl+t")
    user.write("next step")
    user.press("Return")
    user.press("Escape")
    user.fill("New action", f"me: {ACTION} +2w")
    user.press("Return")
    user.fill("Next time I want to ask", NEXT_TIME)
    user.fill("Next session", "+6w")
    user.press("ctrl+Return")
    user.arrive("One thing this conversation gave you")
    user.press("Return")
    user.until(lambda seen: "New session   Ctrl+N" in seen.words, "the mentee's page is shown")
    page = user.arrive("Timeline")
    lines = {name.split(",")[0].split(" ")[-1] for name in page.names if name[:1] in _MARKS}
    assert {"Session", "Agreement", "Choice", "Action", "Start"} <= lines
    assert page.says("may count in themes")


def find_the_note(user: User) -> None:
    """The search over all notes, and from a hit to the note."""
    user.press("ctrl+shift+f")
    user.arrive("Words in your notes, goals, steps, doors and agreements")
    user.write("lighthouse")
    user.until(lambda seen: any("lighthouse" in name for name in seen.names), "the note is found")
    user.press("Return")
    user.press("Return")
    user.until(lambda seen: seen.focus_kind == "MarkedEditor" or NOTED in seen.words, "the note is open")


def lock_and_unlock(user: User) -> None:
    """Nothing of the desk stays on the screen; the passphrase brings back what was open."""
    # The process of the window ends with a lock; another one asks for the passphrase.
    user.cross("ctrl+l", to="MainWindow")
    page = user.arrive("Open your vault")
    assert not any("Maple" in each or "lighthouse" in each for each in (*page.words, *page.names))
    user.write(PASSPHRASE)
    user.press("Return")
    user.until(lambda seen: seen.says("Session 1 with Maple") and NOTED in seen.words, "the note is back")


def contribute(user: User, target: Path) -> None:
    """The glass wall: what would leave is read in full, and goes when the period is typed."""
    user.press("ctrl+4")
    page = user.arrive("Exactly what the file carries")
    assert "People counted" in page.words
    hint = next(word for word in page.words if word.startswith("Type ") and "cannot be called back" in word)
    user.tab_to("Where to")
    user.press("ctrl+a")
    user.write(str(target))
    user.fill("Type the period to confirm", hint.split(".")[0].removeprefix("Type "))
    assert not target.exists()
    # The passphrase is asked again.
    user.press("Return")
    user.write(PASSPHRASE)
    assert not target.exists()
    user.press("Return")
    user.arrive("Written. It counts once the trustee opens the pool.")
