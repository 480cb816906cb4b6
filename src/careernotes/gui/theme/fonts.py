"""The type family that ships with the program, the same on screen and on paper."""

from PySide6.QtGui import QFont, QFontDatabase

from careernotes.assets import resources_folder

FAMILY = "Inter"
# Two weights are enough for calm pages, and each costs 2 ms before the first picture.
WEIGHTS = ("Inter-Regular.ttf", "Inter-SemiBold.ttf")


def load_fonts() -> str:
    """Makes the shipped fonts known to Qt; the family to use, or nothing when none is shipped."""
    families: set[str] = set()
    for name in WEIGHTS:
        path = resources_folder() / "fonts" / name
        number = QFontDatabase.addApplicationFont(str(path))
        if number >= 0:
            families.update(QFontDatabase.applicationFontFamilies(number))
    if FAMILY in families:
        return FAMILY
    return min(families, default="")


def base_font(family: str, pixels: int) -> QFont:
    """The font of running text; the computer's own family when *family* is empty."""
    font = QFont(family) if family else QFont()
    font.setPixelSize(pixels)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
