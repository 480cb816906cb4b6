"""Which commands were used last, so that the palette can offer them first. Kept inside the vault."""

from collections.abc import Sequence

from careernotes.services.desk import Desk
from careernotes.vault.keeping import SettingName

MOST_RECENT = 8


def recent_commands(desk: Desk) -> tuple[str, ...]:
    """What was used last, the newest first."""
    return tuple(desk.store.setting(SettingName.RECENT_COMMANDS).split())


def keep_recent_commands(desk: Desk, used: Sequence[str]) -> None:
    """Keeps what was used last."""
    desk.store.set_setting(SettingName.RECENT_COMMANDS, " ".join(used[:MOST_RECENT]))
