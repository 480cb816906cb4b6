"""Sheets to print: the eight words of a key, of a mentor, of a keeper's whole list, and of a kit's keys.

Every sheet has a place for a day and a signature. The words are no secret, and nothing else on it is one.
"""

from pathlib import Path

from careernotes.domain.kit import ProgrammeKit
from careernotes.i18n import _, language
from careernotes.report.paper import Blanks, Paper, Part, Said, Spoken, Steps, Ticks, as_text
from careernotes.sealing.enrolment_file import Enrolled, spoken
from careernotes.sealing.programme_keys import PublicKeys, Role
from careernotes.sealing.whole_file import write_new

PAPER, PLAIN = ".pdf", ".txt"


def write_sheet(path: Path, paper: Paper) -> None:
    """Write a sheet: as a page to print where the name ends in .pdf, else as plain text.

    Raises:
        OutputExistsError, CannotWriteError, FullDiskError.
    """
    if path.suffix.lower() != PAPER:
        write_new(path, as_text(paper).encode())
        return
    from careernotes.report.paper_pdf import render  # noqa: PLC0415 - the typesetter is loaded for a page only

    write_new(path, render(paper, language()))


def role_name(role: Role) -> str:
    """Whose key it is, as one says it."""
    return _("Programme lead") if role is Role.LEAD else _("Trustee")


def key_sheet(public: PublicKeys) -> Paper:
    """What the owner of a key prints when it is new, to read it out later."""
    return _paper(
        _("My key in this programme"),
        role_name(public.role),
        Spoken(words=spoken(public.sign_key), name=_("These eight words stand for my key")),
        Steps(
            lines=(
                _("Hold this sheet against your screen: are all the words the same?"),
                _("Whenever the other person asks, read the words out by phone. They are no secret."),
                _("If somebody reads you other words for this key, stop: it is not the same key."),
                _("Keep a copy of the key file, and apart from it the passphrase, in two safe places."),
            )
        ),
        Said(text=_("Never write the passphrase on this sheet.")),
        Blanks(
            names=(
                _("Name"), _("Programme"), _("Where the first copy of the key file is"),
                _("Where the second copy is"), _("Date"), _("Signature"),
            )
        ),
    )  # fmt: skip


def mentor_sheet(kit: ProgrammeKit, signer: str) -> Paper:
    """What a mentor keeps of an enrolment, and how to use it."""
    return _paper(
        _("Enrolment of a mentor"),
        kit.title.in_language(language()),
        Spoken(words=spoken(signer), name=_("My eight words in this programme")),
        Steps(
            lines=(
                _(
                    "Send the file whose name ends in .cnenrol to the programme lead and to the trustee. Its"
                    " name may say who you are; nothing in it does."
                ),
                _("Call both of them, on a number you knew before, and read out the eight words."),
                _("They type what they hear. If a word differs, they must not enrol the file."),
            )
        ),
        Said(
            text=_(
                "The words are no secret. They prove nothing by themselves: it is the comparing that counts."
            )
        ),
        Blanks(
            names=(
                _("Read to the programme lead on"), _("Read to the trustee on"), _("Date"), _("Signature"),
            )
        ),
    )  # fmt: skip


def keeper_sheet(kit: ProgrammeKit, enrolled: Enrolled) -> Paper:
    """What lead or trustee prints of their list: everybody on it, and the words for the whole."""
    owner = role_name(enrolled.role)
    return _paper(
        _("List of enrolled mentors"),
        kit.title.in_language(language()),
        Said(text=_("Kept by: {owner}. Edition {edition}.").format(owner=owner, edition=enrolled.edition)),
        Spoken(words=spoken(enrolled.content_hash()), name=_("The whole list in eight words")),
        Said(
            text=_(
                "Lead and trustee read these words to each other. Same words, same mentors. A mentor who is"
                " on one list only does not count."
            )
        ),
        Blanks(names=(_("Date"), _("Signature"))),
        Said(
            text=_("Mentors on the list: {count}. Write names beside them by hand, if you need them.").format(
                count=len(enrolled.mentors)
            )
        ),
        Ticks(words=tuple(sorted(map(spoken, enrolled.mentors))), write=_("Name")),
    )


def kit_words(kit: ProgrammeKit) -> dict[str, str]:
    """The eight words of everything in a kit that is worth comparing."""
    keys = {"kit": kit.kit_hash, "lead": kit.lead_sign_key, "trustee": kit.trustee_sign_key}
    return {name: spoken(key) for name, key in keys.items()}


def kit_sheet(kit: ProgrammeKit) -> Paper:
    """What lead and trustee print of a new kit, to compare it by phone and to keep."""
    words = kit_words(kit)
    names = (("kit", _("The kit")), ("lead", _("Programme lead")), ("trustee", _("Trustee")))
    return _paper(
        _("The keys of this programme"),
        kit.title.in_language(language()),
        Said(
            text=_(
                "Lead and trustee each open the kit on their own computer and read these words to each other."
            )
        ),
        *(Spoken(words=words[key], name=name) for key, name in names),
        Said(
            text=_(
                "If all of them are the same, both have the same kit and it names the right two keys. Keep"
                " this sheet. Mentors may ask for the words of the kit before they adopt it."
            )
        ),
        Blanks(
            names=(
                _("Compared on"), _("By phone number"), _("Signature of the programme lead"),
                _("Signature of the trustee"),
            )
        ),
    )  # fmt: skip


def _paper(title: str, owner: str, *parts: Part) -> Paper:
    return Paper(
        title=title,
        owner=owner,
        parts=parts,
        foot=_("Career Notes. The words on this sheet are no secret; nobody can open anything with them."),
    )
