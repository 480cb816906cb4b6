"""The plain words beside each step of lead and trustee."""

import re
from collections.abc import Container

from careernotes.gui.widgets.reading import HANG
from careernotes.i18n import _
from careernotes.services.keeper_folder import KeeperRole

FOLDER, KEY, KIT, MENTORS, SUM, POOL = "folder", "key", "kit", "mentors", "sum", "pool"
_NUMBER = re.compile(r"^(\d+\.) ")


def title(role: KeeperRole) -> str:
    """Whose screen it is."""
    return _("For the programme lead") if role is KeeperRole.LEAD else _("For the trustee")


def steps(role: KeeperRole) -> list[tuple[str, str]]:
    """The steps in order."""
    last = (SUM, _("4 Contributions")) if role is KeeperRole.LEAD else (POOL, _("4 Open the pool"))
    return [(KEY, _("1 Your key")), (KIT, _("2 The kit")), (MENTORS, _("3 Mentors")), last]


def about(step: str, role: KeeperRole) -> list[str]:
    """What happens at a step, and why; numbered sentences hang beside their numbers."""
    return [_NUMBER.sub(rf"\1{HANG}", line) for line in _about(step, role)]


def _about(step: str, role: KeeperRole) -> list[str]:
    match step:
        case "folder":
            return _folder(role)
        case "key":
            return [
                _("Your key is a file. You do your part with it and its passphrase; nobody can without."),
                _("Keep a copy of the file on a stick in a drawer, and the passphrase in another place."),
                _("The eight words are no secret. Compared by phone they show that it is the same key."),
            ]
        case "kit":
            return _kit(role)
        case "pool":
            return [
                _("1. Put every file the mentors sent you into the folder “inbox” inside your folder."),
                _("2. Write your list for the lead and send it. There is nothing about anybody in it."),
                _("3. The lead sends you the sum, a file that ends in .cnsum. Put it into your folder."),
                _("4. See the report: what HR will see, what is withheld and why. Nothing is written yet."),
                _("5. Release it. Then copy the ledger folder to a second safe place."),
            ]
        case "mentors":
            return [
                _("Only contributions of mentors on your list count. The other keeper has a list too."),
                _("The words make sure that the file came from the person you are talking to."),
                _("Print the list and write the names beside the words by hand. The program keeps no names."),
            ]
        case _:
            return [
                _("You see which files count and which do not, never what is in them."),
                _("A half without its other half drops out. Call those mentors before you write the sum."),
                _("The trustee sends you a list. You send back the sum over what you both have."),
                _("There is only one sum for a period. Two would give away what lies between them."),
                _("Afterwards copy the ledger folder to a second safe place."),
            ]


def next_in_pool(found: Container[str]) -> str:
    """What the trustee does next, with these things in the folder."""
    names = {"key": _("your key"), "kit": _("the kit"), "enrolled": _("your list of mentors")}
    lacking = [words for name, words in names.items() if name not in found]
    if lacking:
        return _("Not in this folder yet: {names}. Begin with “Key, kit and mentors…” below.").format(
            names=", ".join(lacking)
        )
    if "sum" not in found:
        return _("The sum of the lead is not here yet. First write your list for the lead and send it.")
    return _("Everything is here.")


def _folder(role: KeeperRole) -> list[str]:
    mine = (
        _("You lead the programme. Of each contribution you get one half, and the trustee the other.")
        if role is KeeperRole.LEAD
        else _("You are the trustee. Of each contribution you get one half, and the lead the other.")
    )
    return [
        mine,
        _("Neither of you can read anything alone. Only the sum of all of them is ever opened."),
        _("Once: make your key, agree on the kit, enrol the mentors. Then for each period: the last step."),
    ]


def _kit(role: KeeperRole) -> list[str]:
    first = (
        _("You sign the kit once. Send it to the trustee and to every mentor.")
        if role is KeeperRole.LEAD
        else _("The programme lead signs the kit once and sends it to you and to every mentor.")
    )
    return [
        first,
        _("Then phone each other, on a number you knew before, and read all the words to each other."),
        _("If all of them are the same, you both have the same kit, and it names the right two keys."),
        _("If a word differs, stop: somebody has changed a file on its way."),
    ]
