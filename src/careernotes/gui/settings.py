"""The few harmless settings that live outside the vault; nothing else can be written here."""

import enum
import os
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from careernotes.gui.theme.tokens import ThemeChoice
from careernotes.i18n import LANGUAGES, system_language

SHORTEST_IDLE, LONGEST_IDLE, DEFAULT_IDLE = 1, 30, 5


class SettingKey(enum.Enum):
    """Everything that may stand in the settings file."""

    GEOMETRY = "geometry"
    LANGUAGE = "language"
    THEME = "theme"
    TEXT_SIZE = "text_size"
    IDLE_MINUTES = "idle_minutes"
    LAST_VAULT = "last_vault"
    LAST_SEEN = "last_seen"
    KIT_SEEN = "kit_seen"
    CHANGING = "changing"
    PRIVACY = "privacy"


def settings_folder() -> Path:
    """Where the settings file is: CAREERNOTES_HOME, else where this system keeps such files."""
    if home := os.environ.get("CAREERNOTES_HOME"):
        return Path(home)
    place = QStandardPaths.StandardLocation.GenericConfigLocation
    return Path(QStandardPaths.writableLocation(place)) / "careernotes"


def default_vault() -> Path:
    """Where a new vault goes when nobody says otherwise."""
    if home := os.environ.get("CAREERNOTES_HOME"):
        return Path(home) / "mentor.careernotes"
    return own_vault()


def own_vault() -> Path:
    """Where somebody's own vault goes: in their home folder, whatever the program was started for."""
    return Path.home() / "Career Notes" / "mentor.careernotes"


def keep_qt_from_noting() -> None:
    """File dialogs write down which folders somebody chose; from now on Qt's own notes go nowhere.

    Our settings name their file and stay where they are. Windows and macOS show their own dialogs.
    """
    for kind in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(kind, QSettings.Scope.UserScope, os.devnull)


class Settings:
    """Reads and writes the allow-list, and nothing else."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
        self._store.setFallbacksEnabled(False)

    @property
    def language(self) -> str:
        """One of ``en`` and ``nl``: what the computer asks for until somebody chose."""
        chosen = str(self._read(SettingKey.LANGUAGE, ""))
        return chosen if chosen in LANGUAGES else system_language()

    @language.setter
    def language(self, value: str) -> None:
        self._write(SettingKey.LANGUAGE, value)

    @property
    def theme(self) -> ThemeChoice:
        """Light, dark or what the computer says."""
        chosen = self._read(SettingKey.THEME, "")
        return next((each for each in ThemeChoice if each.value == chosen), ThemeChoice.SYSTEM)

    @theme.setter
    def theme(self, value: ThemeChoice) -> None:
        self._write(SettingKey.THEME, value.value)

    @property
    def text_percent(self) -> int:
        """90 to 200."""
        return self._number(SettingKey.TEXT_SIZE, low=90, high=200, default=100)

    @text_percent.setter
    def text_percent(self, value: int) -> None:
        self._write(SettingKey.TEXT_SIZE, value)

    @property
    def idle_minutes(self) -> int:
        """After how many quiet minutes the vault locks."""
        return self._number(
            SettingKey.IDLE_MINUTES, low=SHORTEST_IDLE, high=LONGEST_IDLE, default=DEFAULT_IDLE
        )

    @idle_minutes.setter
    def idle_minutes(self, value: int) -> None:
        self._write(SettingKey.IDLE_MINUTES, value)

    @property
    def privacy(self) -> bool:
        """Whether privacy view is on: it outlasts a lock."""
        return self._number(SettingKey.PRIVACY, low=0, high=1, default=0) == 1

    @privacy.setter
    def privacy(self, value: bool) -> None:
        self._write(SettingKey.PRIVACY, int(value))

    @property
    def last_vault(self) -> Path | None:
        """The vault opened last."""
        path = str(self._read(SettingKey.LAST_VAULT, ""))
        return Path(path) if path else None

    @last_vault.setter
    def last_vault(self, value: Path) -> None:
        self._write(SettingKey.LAST_VAULT, str(value))

    @property
    def last_seen(self) -> str:
        """How far each vault was when it was open here last (services.last_seen)."""
        return str(self._read(SettingKey.LAST_SEEN, ""))

    @last_seen.setter
    def last_seen(self, value: str) -> None:
        self._write(SettingKey.LAST_SEEN, value)

    @property
    def kit_seen(self) -> str:
        """Which kit each vault had in force when it was open here last (services.kit_seen)."""
        return str(self._read(SettingKey.KIT_SEEN, ""))

    @kit_seen.setter
    def kit_seen(self, value: str) -> None:
        self._write(SettingKey.KIT_SEEN, value)

    @property
    def changing(self) -> str:
        """The vault whose passphrase is being changed; still here after a lock that cut this off."""
        return str(self._read(SettingKey.CHANGING, ""))

    @changing.setter
    def changing(self, value: str) -> None:
        self._write(SettingKey.CHANGING, value)
        # The next window reads it, and this one may be gone in a moment.
        self.save()

    @property
    def geometry(self) -> QByteArray | None:
        """Where the window stood."""
        value = self._read(SettingKey.GEOMETRY, None)
        return value if isinstance(value, QByteArray) else None

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._write(SettingKey.GEOMETRY, value)

    def twin(self) -> "Settings":
        """The same settings for the thread that asks, with what other windows wrote."""
        made = Settings(self._folder)
        made.save()
        return made

    def save(self) -> None:
        """Writes what changed to the file now, and reads what others changed there."""
        self._store.sync()

    def _read(self, key: SettingKey, default: str | None) -> object:
        value: object = self._store.value(key.value, default)
        return value

    def _number(self, key: SettingKey, *, low: int, high: int, default: int) -> int:
        text = str(self._read(key, ""))
        return max(low, min(high, int(text))) if text.isdecimal() else default

    def _write(self, key: SettingKey, value: str | int | QByteArray) -> None:
        self._store.setValue(key.value, value)


def look_of(settings: Settings) -> tuple[object, ...]:
    """What a window made earlier was made for; another one has to be made when it changed."""
    return settings.language, settings.theme, settings.text_percent, settings.last_vault, settings.changing
