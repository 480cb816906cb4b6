"""``careernotes``: the window for mentors."""

import sys
from pathlib import Path

_USAGE = """usage: careernotes [--vault FOLDER] [--demo] [--language en|nl] [--screens FOLDER]

  --vault FOLDER     the vault to open, instead of the one opened last
  --demo             the vault is invented: show its passphrase
  --language en|nl   the language of this run
  --screens FOLDER   draw every screen off screen into FOLDER and stop
"""


def main() -> int:
    """Reads the options, sees whether a window can be opened, and opens it."""
    from careernotes.gui.options import Options  # noqa: PLC0415  nothing is imported before it is needed

    arguments = sys.argv[1:]
    if "--help" in arguments or "-h" in arguments:
        print(_USAGE, end="")
        return 0
    values, flags, wrong = _read(arguments)
    if wrong or values.get("--language", "en") not in {"en", "nl"}:
        print(_USAGE, end="", file=sys.stderr)
        return 2
    from careernotes.gui import display  # noqa: PLC0415  nothing is imported before it is needed

    if problem := display.problem():
        print(problem, file=sys.stderr)
        return 1
    from careernotes.gui.app import run  # noqa: PLC0415  Qt only after the display was found

    return run(
        Options(
            vault=Path(values["--vault"]).absolute() if "--vault" in values else None,
            demo="--demo" in flags,
            screens=Path(values["--screens"]).absolute() if "--screens" in values else None,
            language=values.get("--language", ""),
        )
    )


def _read(arguments: list[str]) -> tuple[dict[str, str], set[str], bool]:
    """Values, flags, and whether something is not understood; argparse would cost 8 ms at start-up."""
    values: dict[str, str] = {}
    flags: set[str] = set()
    rest = iter(arguments)
    for argument in rest:
        name, equals, value = argument.partition("=")
        if name in {"--vault", "--screens", "--language"}:
            given = value if equals else next(rest, "")
            if not given:
                return values, flags, True
            values[name] = given
        elif argument == "--demo":
            flags.add(argument)
        else:
            return values, flags, True
    return values, flags, False


if __name__ == "__main__":
    sys.exit(main())
