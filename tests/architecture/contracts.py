"""import-linter run as a child process, its verdict read from what it prints."""

import re
import subprocess
import sys
from pathlib import Path

_RUN = "from importlinter.cli import lint_imports_command as run; run()"


def broken_contracts(root: Path) -> dict[str, str]:
    """The names of the contracts that *root* breaks, each with the whole output; empty when all are kept.

    Raises:
        AssertionError: when import-linter could not judge at all.
    """
    done = subprocess.run(
        [sys.executable, "-c", _RUN, "--no-cache"],
        cwd=root,
        env={"PYTHONPATH": str(root / "src"), "PATH": "", "COLUMNS": "200", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    output = done.stdout + done.stderr
    assert "Contracts: " in output, output
    names = re.findall(r"^(.+?) ?BROKEN(?: |$)", output, flags=re.MULTILINE)
    assert bool(names) == (done.returncode != 0), output
    return dict.fromkeys(names, output)
