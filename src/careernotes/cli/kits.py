"""The verb kit: look at a programme kit, compare it by phone, and take it over."""

import argparse
import sys

from careernotes.cli.commands import opened
from careernotes.cli.console import Console
from careernotes.errors import CareerNotesError
from careernotes.i18n import _, language
from careernotes.sealing.enrolment_file import spoken
from careernotes.sealing.kit_file import fingerprint
from careernotes.services.first_steps import KitPreview, adopt_kit, look_at_kit


class OtherCharactersError(CareerNotesError):
    """What was heard by phone is not what the kit has."""

    code = "CN577"
    message = "The characters you heard are not those of this kit."
    safe = "The kit has not been taken over; your vault and your counts are unchanged."
    hint = "Read them to each other once more. If they still differ, do not use the file."
    exit_code = 7


def kit(arguments: argparse.Namespace, console: Console) -> int:
    """Shows what is in a kit, and takes it over once its characters were compared."""
    with opened(arguments, console) as desk:
        preview = look_at_kit(desk, arguments.file)
        _show(preview, console)
        asks = sys.stdin.isatty() and not arguments.json
        if not _compared(preview, arguments.compared, console, asks=asks):
            words = _("The kit has not been taken over. In a script, give what you heard with --compared.")
            if asks:
                words = _("The kit has not been taken over.")
            console.result(words, {"taken_over": False})
            return 0
        seen = preview.kit.kit_hash
        adopt_kit(desk, arguments.file, looked_at=seen, accept_new_keys=preview.other_people)
    console.result(_("The kit is in use."), {"taken_over": True, "kit_hash": preview.kit.kit_hash})
    return 0


def _show(preview: KitPreview, console: Console) -> None:
    found, tongue = preview.kit, language()
    prints = {
        "kit": fingerprint(found.kit_hash),
        "lead": fingerprint(found.lead_sign_key),
        "trustee": fingerprint(found.trustee_sign_key),
    }
    names = {"kit": _("The kit"), "lead": _("Programme lead"), "trustee": _("Trustee")}
    words = {"kit": spoken(found.kit_hash), "lead": spoken(found.lead_sign_key)}
    words["trustee"] = spoken(found.trustee_sign_key)
    width = max(map(len, names.values()))
    lines = [
        found.title.in_language(tongue),
        found.purpose.in_language(tongue),
        _("From {start} to {end}. Coordinator: {name}").format(
            start=found.starts_on, end=found.ends_on, name=found.coordinator.in_language(tongue)
        ),
        *_warnings(preview),
        "",
        *(f"  {name:<{width}}  {prints[key]}  {words[key]}" for key, name in names.items()),
        "",
        _("Compare these characters with your coordinator by phone. If they differ, do not use the file."),
        f"  {preview.fingerprint}",
    ]
    console.event(
        "kit",
        "\n".join(lines),
        {
            "title": found.title.in_language(tongue), "purpose": found.purpose.in_language(tongue),
            "starts_on": str(found.starts_on), "ends_on": str(found.ends_on),
            "coordinator": found.coordinator.in_language(tongue), "kit_hash": found.kit_hash,
            "fingerprints": dict(prints), "words": dict(words), "to_compare": preview.fingerprint,
            "expired": preview.expired, "fits": preview.fits, "other_people": preview.other_people,
        },
    )  # fmt: skip


def _warnings(preview: KitPreview) -> list[str]:
    said = []
    if preview.expired:
        said.append(_("This programme has ended. You can use the kit; ask for a newer one."))
    if preview.other_people:
        said.append(_("This kit comes from other people than the one in use, or from another programme."))
    return said


def _compared(preview: KitPreview, heard: str | None, console: Console, *, asks: bool) -> bool:
    """Whether the kit was compared: what was heard is right, or somebody at a terminal says so."""
    right = _plain(preview.fingerprint)
    if heard is not None:
        if _plain(heard) != right:
            raise OtherCharactersError
        return True
    if not asks:
        return False
    # The window asks for the same two words where the kit comes from other people.
    word = _("other people") if preview.other_people else _("the same")
    typed = console.ask(
        _("Type “{word}” to take the kit over, or Enter alone to leave it: ").format(word=word)
    ).strip(" \t“”\"'")
    # Who types the characters that were heard means the same, where they are those of this kit.
    said = _plain(typed)
    if len(said) == len(right) and said != right:
        raise OtherCharactersError
    return typed.casefold() == word.casefold() or said == right


def _plain(characters: str) -> str:
    return "".join(each for each in characters.upper() if each.isalnum())
