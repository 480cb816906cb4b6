"""The type family that ships with the program, the same on screen and on paper."""

from PySide6.QtGui import QFont, QFontDatabase

from careernotes.assets import resources_folder

FAMILY = "Inter"


def load_fonts() -> str:
    """Makes the shipped fonts known to Qt; the family to use, or nothing when none is shipped."""
    families: set[str] = set()
    for path in sorted((resources_folder() / "fonts").glob("*.ttf")):
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
