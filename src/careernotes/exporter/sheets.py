"""Sheets to print: the eight words of a mentor, of a keeper's whole list, and of the keys in a kit."""

import textwrap

from careernotes.domain.kit import ProgrammeKit
from careernotes.i18n import _, language
from careernotes.sealing.enrolment_file import Enrolled, spoken
from careernotes.sealing.programme_keys import Role

_WIDE = 76


def mentor_sheet(kit: ProgrammeKit, signer: str) -> str:
    """What a mentor keeps of an enrolment, and how to use it."""
    return _sheet(
        _("Enrolment of a mentor"),
        kit,
        [
            _("My eight words in this programme:"),
            spoken(signer),
            _(
                "1. Send the file whose name ends in .cnenrol to the programme lead and to the trustee. Its "
                "name may say who you are; nothing in it does."
            ),
            _("2. Call both of them, on a number you knew before, and read out the eight words."),
            _("3. They see the same words on their screen. If a word differs, they must not enrol the file."),
            _("The words are no secret. They prove nothing by themselves: it is the comparing that counts."),
        ],
    )


def keeper_sheet(kit: ProgrammeKit, enrolled: Enrolled) -> str:
    """What lead or trustee prints of their list: everybody on it, and the words for the whole."""
    owner = _("Programme lead") if enrolled.role is Role.LEAD else _("Trustee")
    return _sheet(
        _("List of enrolled mentors"),
        kit,
        [
            _("Kept by: {owner}. Edition {edition}.").format(owner=owner, edition=enrolled.edition),
            _("The whole list in eight words; lead and trustee compare them by phone:"),
            spoken(enrolled.content_hash()),
            _("Same words, same mentors. A mentor who is on one list only does not count."),
            _("Mentors on the list: {count}. Write names beside them by hand, if you need them.").format(
                count=len(enrolled.mentors)
            ),
            "\n".join(f"[ ] {spoken(signer)}" for signer in enrolled.mentors),
        ],
    )


def kit_words(kit: ProgrammeKit) -> dict[str, str]:
    """The eight words of everything in a kit that is worth comparing."""
    keys = {"kit": kit.kit_hash, "lead": kit.lead_sign_key, "trustee": kit.trustee_sign_key}
    return {name: spoken(key) for name, key in keys.items()}


def kit_sheet(kit: ProgrammeKit) -> str:
    """What lead and trustee print of a new kit, to compare it by phone and to keep."""
    words = kit_words(kit)
    return _sheet(
        _("The keys of this programme"),
        kit,
        [
            _("Lead and trustee each open the kit on their own computer and read these words to each other."),
            "\n".join(
                f"{name}:\n    {words[key]}"
                for name, key in ((_("Kit"), "kit"), (_("Lead"), "lead"), (_("Trustee"), "trustee"))
            ),
            _("If all of them are the same, both have the same kit and it names the right two keys."),
            _("Keep this sheet. Mentors may ask for the words of the kit before they adopt it."),
        ],
    )


def _sheet(title: str, kit: ProgrammeKit, parts: list[str]) -> str:
    head = f"{title}\n{'=' * len(title)}\n\n{kit.title.in_language(language())}"
    return "\n\n".join((head, *(_wrapped(part) for part in parts))) + "\n"


def _wrapped(part: str) -> str:
    return "\n".join(textwrap.fill(line, _WIDE, subsequent_indent="   ") for line in part.splitlines())
