"""How the mentor likes the program: kept in the vault, never beside it."""

import contextlib
from dataclasses import dataclass

from careernotes.services.desk import Desk
from careernotes.vault.keeping import SettingName

TEXT_SIZES = range(90, 201, 10)
IDLE_MINUTES = (1, 2, 5, 10, 15, 30)
THEMES = ("system", "light", "dark")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """``language`` is empty until chosen; ``text_size`` is in percent."""

    language: str = ""
    theme: str = "system"
    text_size: int = 100
    idle_minutes: int = 5
    last_view: str = ""
    last_person: str = ""
    layout: str = ""
    export_folder: str = ""
    block_screen_capture: bool = True


def load(desk: Desk) -> Preferences:
    """What was chosen before; anything odd falls back to the usual."""
    usual, read = Preferences(), desk.store.setting
    theme = read(SettingName.THEME, usual.theme)
    return Preferences(
        language=read(SettingName.LANGUAGE),
        theme=theme if theme in THEMES else usual.theme,
        text_size=_one_of(read(SettingName.TEXT_SIZE), TEXT_SIZES, usual.text_size),
        idle_minutes=_one_of(read(SettingName.IDLE_MINUTES), IDLE_MINUTES, usual.idle_minutes),
        last_view=read(SettingName.LAST_VIEW),
        last_person=read(SettingName.LAST_PERSON),
        layout=read(SettingName.LAYOUT),
        export_folder=read(SettingName.EXPORT_FOLDER),
        block_screen_capture=read(SettingName.SCREEN_CAPTURE, "blocked") != "allowed",
    )


def save(desk: Desk, preferences: Preferences) -> None:
    """Keep what was chosen."""
    values = {
        SettingName.LANGUAGE: preferences.language,
        SettingName.THEME: preferences.theme,
        SettingName.TEXT_SIZE: str(preferences.text_size),
        SettingName.IDLE_MINUTES: str(preferences.idle_minutes),
        SettingName.LAST_VIEW: preferences.last_view,
        SettingName.LAST_PERSON: preferences.last_person,
        SettingName.LAYOUT: preferences.layout,
        SettingName.EXPORT_FOLDER: preferences.export_folder,
        SettingName.SCREEN_CAPTURE: "blocked" if preferences.block_screen_capture else "allowed",
    }
    with desk.store.transaction():
        for name, value in values.items():
            desk.store.set_setting(name, value)


def _one_of(text: str, allowed: range | tuple[int, ...], usual: int) -> int:
    with contextlib.suppress(ValueError):
        if int(text) in allowed:
            return int(text)
    return usual
