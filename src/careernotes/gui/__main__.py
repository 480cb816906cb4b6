"""``careernotes``: the window for mentors."""

import sys

# The supervisor starts here too, and every import of it is in front of the first window.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from careernotes.gui.post import Post

_USAGE = """usage: careernotes [--vault FOLDER] [--demo] [--language en|nl] [--screens FOLDER [--few]]

  --vault FOLDER     the vault to open, instead of the one opened last
  --demo             the vault of --vault is invented: show its passphrase
  --language en|nl   the language of this run
  --screens FOLDER   draw every screen off screen into FOLDER and stop
  --few              with --screens: each screen once, light and in English
"""


def main() -> int:
    """Reads the options, then supervises windows; or is such a window, or the painter of all screens."""
    from careernotes.gui.post import post_of_this_process  # noqa: PLC0415  nothing is imported before it is needed

    arguments = sys.argv[1:]
    if "--help" in arguments or "-h" in arguments:
        print(_USAGE, end="")
        return 0
    values, flags, wrong = _read(arguments)
    if wrong or values.get("--language", "en") not in {"en", "nl"}:
        print(_USAGE, end="", file=sys.stderr)
        return 2
    line = post_of_this_process()
    if line is None and "--screens" not in values:
        from careernotes.gui.supervisor import run as supervise  # noqa: PLC0415  without Qt

        return supervise(arguments)
    return _window(values, flags, line)


def _window(values: dict[str, str], flags: set[str], line: "Post | None") -> int:
    from pathlib import Path  # noqa: PLC0415  a window only

    from careernotes.gui import display, hardening  # noqa: PLC0415  a window only
    from careernotes.gui.options import Options  # noqa: PLC0415  a window only

    if line is not None:
        hardening.refuse_memory_reads()
        hardening.leave_signals_to_supervisor()
    if problem := display.problem():
        print(problem, file=sys.stderr)
        return 1
    from careernotes.gui.lean_qt import load_qt  # noqa: PLC0415  Qt only after the display was found

    load_qt()
    from careernotes.gui.app import run  # noqa: PLC0415  see above

    vault = Path(values["--vault"]).absolute() if "--vault" in values else None
    return run(
        Options(
            vault=vault,
            # The pictures are made of an invented vault only.
            invented=vault if "--demo" in flags or "--screens" in values else None,
            screens=Path(values["--screens"]).absolute() if "--screens" in values else None,
            language=values.get("--language", ""),
            few="--few" in flags,
        ),
        line,
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
        elif argument in {"--demo", "--few"}:
            flags.add(argument)
        else:
            return values, flags, True
    return values, flags, False


if __name__ == "__main__":
    sys.exit(main())
