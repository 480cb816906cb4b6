"""Files shipped with the program, found the same way from a checkout, a wheel or a bundle."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from careernotes.errors import DamagedResourceError

if TYPE_CHECKING:
    from careernotes.canonical import Json


def resources_folder() -> Path:
    """The folder ``resources`` that belongs to the running program."""
    bundled = getattr(sys, "_MEIPASS", None)
    if bundled is not None:
        return Path(bundled) / "resources"
    beside = Path(__file__).parent / "resources"
    return beside if beside.is_dir() else Path(__file__).parents[2] / "resources"


def resource_path(*parts: str) -> Path:
    """The path of one shipped file; names that climb out of the folder are refused."""
    if any(part in {"", ".", ".."} or "/" in part or "\\" in part for part in parts):
        raise DamagedResourceError(name="/".join(parts))
    return resources_folder().joinpath(*parts)


def read_text(*parts: str) -> str:
    """The text of one shipped UTF-8 file."""
    try:
        return resource_path(*parts).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DamagedResourceError(name="/".join(parts)) from error


def read_json(*parts: str) -> "Json":
    """The value in one shipped JSON file."""
    import json  # noqa: PLC0415  3 ms that the first window does not need

    try:
        value: Json = json.loads(read_text(*parts))
    except ValueError as error:
        raise DamagedResourceError(name="/".join(parts)) from error
    return value
