"""``kit new | sign | show``: a programme kit from a written description to a signed file."""

import datetime as dt
import secrets
import tomllib
from collections.abc import Mapping
from pathlib import Path

from careernotes.assets import read_text
from careernotes.canonical import Json
from careernotes.domain.kit import format_of, plain_kit
from careernotes.exporter.errors import NotTomlError
from careernotes.exporter.key_files import check_words
from careernotes.exporter.kit_lines import kit_lines, same_lines
from careernotes.exporter.programme import shipped_taxonomy
from careernotes.exporter.sheets import kit_sheet, kit_words, write_sheet
from careernotes.exporter.speech import Answer
from careernotes.i18n import _
from careernotes.sealing.errors import MalformedKitError, WrongRoleError
from careernotes.sealing.kit_file import checked_kit, fingerprint, kit_bytes, read_kit_file
from careernotes.sealing.programme_keys import ProgrammeKeys, Role, read_public
from careernotes.sealing.whole_file import read_whole, write_new

_LARGEST = 1024 * 1024
_ADDED_WHEN_SIGNED = (
    "format", "taxonomy_version", "taxonomy_hash", "trustee_box_key", "trustee_sign_key", "lead_sign_key",
    "lead_box_key",
)  # fmt: skip


_NOISE = "# noise_scale = 4"


def new_kit(out: Path, *, today: dt.date, noise_scale: int | None = None) -> Answer:
    """Write a filled-in description with comments, ready to be changed, to *out*; with *noise_scale*, for
    reports with noise.
    """
    text = read_text("kit", "example-kit.toml")
    year = today.year
    for mark, value in (
        ("@PROGRAMME_ID@", secrets.token_hex(16)),
        ("@STARTS_ON@", f"{year}-01-01"),
        ("@ENDS_ON@", f"{year + 1}-12-31"),
        (_NOISE, _NOISE if noise_scale is None else f"noise_scale = {noise_scale}"),
    ):
        text = text.replace(mark, value)
    write_new(out, text.encode())
    return Answer(
        result={"kind": "kit_description", "written": 1},
        lines=[_("The description has been written. Change its words, then sign it with “kit sign”.")],
    )


def sign_kit(description: Path, *, lead: ProgrammeKeys, trustee: Path, out: Path) -> Answer:
    """Turn a description into a signed kit for the trustee whose key file is at *trustee*.

    Raises:
        NotTomlError, MalformedKitError, WrongRoleError, CannotReadError, CannotWriteError, OutputExistsError.
    """
    if lead.public.role is not Role.LEAD:
        raise WrongRoleError(found=lead.public.role.value, needed=Role.LEAD.value)
    keys = read_public(trustee)
    if keys.role is not Role.TRUSTEE:
        raise WrongRoleError(found=keys.role.value, needed=Role.TRUSTEE.value)
    taxonomy, taxonomy_hash = shipped_taxonomy()
    described = _read_description(description)
    added: dict[str, Json] = {
        "format": format_of(shared=True, noisy="noise_scale" in described),
        "taxonomy_version": taxonomy.version,
        "taxonomy_hash": taxonomy_hash,
        "trustee_box_key": keys.box_key,
        "trustee_sign_key": keys.sign_key,
        "lead_sign_key": lead.public.sign_key,
        "lead_box_key": lead.public.box_key,
    }
    kit = checked_kit({**described, **added})
    write_new(out, kit_bytes(plain_kit(kit), lead.sign_private))
    return show_kit(out)


def show_kit(path: Path, *, heard: str = "", sheet: Path | None = None) -> Answer:
    """Everything in a signed kit, and the fingerprints to compare by phone; with *sheet*, a page to print;
    with *heard*, only when these are words of it.

    Raises:
        NotAKitError and its kinds, CannotReadError, OtherKeyWordsError, OutputExistsError, CannotWriteError.
    """
    kit = read_kit_file(path)
    owner = list(kit_words(kit))[check_words(heard, *kit_words(kit).values())] if heard else ""
    same = {"same": owner} if owner else {}
    prints = {
        "kit": fingerprint(kit.kit_hash),
        "lead": fingerprint(kit.lead_sign_key),
        "trustee": fingerprint(kit.trustee_sign_key),
        "trustee_box": fingerprint(kit.trustee_box_key),
        **({"lead_box": fingerprint(kit.lead_box_key)} if kit.shared else {}),
    }
    if sheet is not None:
        write_sheet(sheet, kit_sheet(kit))
    words: dict[str, Json] = dict(kit_words(kit))
    return Answer(
        result={
            "kind": "kit", "kit": plain_kit(kit), "kit_hash": kit.kit_hash, "fingerprints": prints,
            "words": words, **same,
        },
        lines=[*same_lines(owner), *kit_lines(kit, prints)],
    )  # fmt: skip


def _read_description(path: Path) -> dict[str, Json]:
    data = read_whole(path, most=_LARGEST)
    try:
        value = tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise NotTomlError(line=1) from None
    except tomllib.TOMLDecodeError as error:
        raise NotTomlError(line=_line_of(str(error))) from None
    for name in _ADDED_WHEN_SIGNED:
        if name in value:
            raise MalformedKitError(place=name, expected=_("nothing: it is added when the kit is signed"))
    return {str(name): _json(each, str(name)) for name, each in value.items()}


def _line_of(message: str) -> int:
    """The line a TOML message names; the last one when it only says that the text ended too soon."""
    words = message.replace(",", " ").split()
    after = (words[place + 1] for place, word in enumerate(words[:-1]) if word == "line")
    return next((int(number) for number in after if number.isdigit()), 0)


def _json(value: object, place: str) -> Json:
    """A TOML value as JSON: days become text; times and broken numbers have no place in a kit."""
    if isinstance(value, str | bool | int):
        return value
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): _json(each, f"{place}.{name}") for name, each in value.items()}
    if isinstance(value, list):
        return [_json(each, f"{place}[{number}]") for number, each in enumerate(value)]
    raise MalformedKitError(place=place, expected=_("text, a whole number, true, false or a day"))
