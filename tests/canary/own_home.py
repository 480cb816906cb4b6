"""A home of its own for a program: all it may write to by habit lies in one folder that can be searched."""

from pathlib import Path

_XDG = {
    "XDG_RUNTIME_DIR": "runtime",
    "XDG_CONFIG_HOME": "config",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "XDG_DATA_HOME": "data",
}
_TEMPORARY = "tmp"


def make(home: Path) -> Path:
    """The folder with everything a system would have made in it."""
    for name in (_TEMPORARY, *_XDG.values()):
        (home / name).mkdir(parents=True, mode=0o700)
    return home


def environment(home: Path) -> dict[str, str]:
    """What leads a program there, and keeps it from writing beside its own source."""
    return {
        "HOME": str(home),
        "TMPDIR": str(home / _TEMPORARY),
        "SQLITE_TMPDIR": str(home / _TEMPORARY),
        **{variable: str(home / name) for variable, name in _XDG.items()},
        "CAREERNOTES_HOME": str(home / "careernotes"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
