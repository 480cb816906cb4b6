"""``careernotes-demo``: an invented programme to look at, to test with and to measure."""

import argparse
import datetime as dt
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from careernotes.canonical import canonical_bytes
from careernotes.demo.build import Builder, Result, Wish
from careernotes.demo.folder import DemoFolder
from careernotes.demo.generate import LOCALES, generate
from careernotes.demo.life import Fault
from careernotes.demo.spec import PROFILES
from careernotes.demo.world import DEFAULT_START
from careernotes.errors import CareerNotesError
from careernotes.i18n import LANGUAGES, _, error_text, set_language, system_language

# With this seed nine theme groups have so many people that no rounding can hide them; a test counts them.
DEFAULT_SEED = 16
_BUILDABLE = ("tiny", "small", "medium", "large")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    set_language(system_language())
    arguments = _parser().parse_args(argv)
    set_language(arguments.language)
    try:
        match arguments.verb:
            case "build":
                return _build(arguments)
            case "screens":
                return _screens(arguments)
            case _:
                return _generate(arguments)
    except CareerNotesError as error:
        print(error_text(error), file=sys.stderr)
        return error.exit_code


def _build(arguments: argparse.Namespace) -> int:
    folder, began = DemoFolder(arguments.out.absolute()), time.monotonic()
    builder = Builder(
        Wish(
            profile=arguments.profile,
            seed=arguments.seed,
            today=arguments.today or dt.datetime.now().astimezone().date(),
            locale=arguments.language,
        ),
        folder,
        lambda line: print(f"[{time.monotonic() - began:5.1f} s] {line}", flush=True),
    )
    result = builder.run()
    _tell(folder, result)
    return 0


def _tell(folder: DemoFolder, result: Result) -> None:
    print(
        _("The invented programme is ready.") if result.built else _("The invented programme is still there.")
    )
    print(_("Vault:       {path}").format(path=folder.vault))
    print(_("Passphrase:  {words}").format(words=folder.passphrase.read_text(encoding="utf-8").strip()))
    if result.reported:
        print(_("Report:      {path}").format(path=folder.report))
    else:
        print(_("There is no report: this programme is too small to show anything safely."))
    print(_("What is what: {path}").format(path=folder.readme))


def _screens(arguments: argparse.Namespace) -> int:
    """Starts the app itself, off screen: this program must not load a window."""
    vault = arguments.vault or arguments.out.absolute().parent / "mentor.careernotes"
    if not vault.is_dir():
        home = DemoFolder(vault.parent)
        Builder(
            Wish(profile="medium", seed=DEFAULT_SEED, today=dt.datetime.now().astimezone().date()),
            home,
            print,
        ).run()
    command = [sys.executable, "-m", "careernotes.gui", "--screens", str(arguments.out.absolute())]
    command += ["--few"] if arguments.few else []
    environment = {
        "CAREERNOTES_HOME": str(vault.parent / "home"),
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
    }
    return subprocess.run([*command, "--vault", str(vault)], env=environment, check=False).returncode


def _generate(arguments: argparse.Namespace) -> int:
    programme = generate(
        arguments.profile,
        arguments.seed,
        start=arguments.start,
        weeks=arguments.weeks,
        locale=arguments.locale,
        faults=[Fault(name) for name in arguments.faults],
        canaries=arguments.canaries is not None,
    )
    if arguments.dump is not None:
        with arguments.dump.open("wb") as stream:
            stream.writelines(programme.dump())
    if arguments.truth is not None:
        arguments.truth.write_bytes(canonical_bytes(programme.truth) + b"\n")
    if arguments.canaries is not None:
        listed = [canary.plain() for canary in programme.canaries()]
        arguments.canaries.write_bytes(canonical_bytes(listed) + b"\n")
    print(_("The hash of this content: {digest}").format(digest=programme.digest()))
    return 0


def _parser() -> argparse.ArgumentParser:
    root = argparse.ArgumentParser(
        prog="careernotes-demo", description=_("An invented programme: nobody in it is real.")
    )
    root.add_argument("--language", choices=LANGUAGES, default=system_language())
    verbs = root.add_subparsers(dest="verb", required=True, metavar="VERB")
    build = verbs.add_parser("build", help=_("a whole programme: vault, contributions, report"))
    build.add_argument("--out", type=Path, required=True, metavar="DIR")
    build.add_argument("--profile", choices=_BUILDABLE, default="medium")
    build.add_argument("--seed", type=int, default=DEFAULT_SEED)
    build.add_argument(
        "--today", type=dt.date.fromisoformat, metavar="DATE", help=_("build as if it were this day")
    )
    screens = verbs.add_parser("screens", help=_("pictures of every screen, drawn off screen"))
    screens.add_argument("--out", type=Path, required=True, metavar="DIR")
    screens.add_argument(
        "--vault", type=Path, metavar="DIR", help=_("the vault to show; the demo beside DIR if none")
    )
    screens.add_argument("--few", action="store_true", help=_("each screen once: light, in English"))
    content = verbs.add_parser("generate", help=_("the content alone, and the hash of it"))
    content.add_argument("--profile", choices=PROFILES, default="medium")
    content.add_argument("--seed", type=int, default=DEFAULT_SEED)
    content.add_argument("--start", type=dt.date.fromisoformat, default=DEFAULT_START, metavar="DATE")
    content.add_argument("--weeks", type=int)
    content.add_argument("--locale", choices=LOCALES, default="en")
    content.add_argument("--faults", nargs="*", default=[], choices=[fault.value for fault in Fault])
    content.add_argument("--dump", type=Path, metavar="FILE")
    content.add_argument("--truth", type=Path, metavar="FILE")
    content.add_argument("--canaries", type=Path, metavar="FILE", help=_("plant canaries, and list them"))
    return root


if __name__ == "__main__":
    sys.exit(main())
