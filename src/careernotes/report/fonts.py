"""The typeface that ships with the program, for whoever prints a report."""

from pathlib import Path

from careernotes.assets import resource_path
from careernotes.errors import DamagedResourceError

REGULAR, MEDIUM, SEMIBOLD, BOLD = "Inter-Regular", "Inter-Medium", "Inter-SemiBold", "Inter-Bold"


def font_file(name: str) -> Path:
    """The TrueType file of one weight."""
    return resource_path("fonts", f"{name}.ttf")


def web_font(name: str) -> bytes:
    """One weight as a small web font, to be put into an HTML report.

    Raises:
        DamagedResourceError: when the file cannot be read.
    """
    try:
        return resource_path("fonts", f"{name}.report.woff2").read_bytes()
    except OSError:
        raise DamagedResourceError(name=f"fonts/{name}.report.woff2") from None
