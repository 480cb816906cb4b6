"""New keys on the command line: from descriptors in a script, and typed at a terminal."""

import json
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.e2e.test_vault_program import CHEAP, SOURCE, WORDS, answer, run

OTHER = "gazebo trombone lichen parsnip quarry"
SHEET = re.compile(r"(?:[0-9A-Z]{4}\s+){11}[0-9A-Z]{4}")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault made on the command line, with one backup in it."""
    folder = tmp_path_factory.mktemp("rekey") / "v.careernotes"
    assert run("create", folder).returncode == 0
    assert run("backup", folder).returncode == 0
    return folder


@pytest.fixture
def vault(template: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(template, tmp_path / "v.careernotes"))


class Terminal:
    """The program at a terminal of its own, and somebody who reads and types."""

    def __init__(self, *arguments: str | Path) -> None:
        self.seen = ""
        command = [sys.executable, *CHEAP, "--language", "en", *map(str, arguments)]
        try:
            self._pid, self._line = pty.fork()
        except OSError:
            pytest.skip("this system has no terminals to give")
        if self._pid == 0:
            os.execve(command[0], command, {**os.environ, "PYTHONPATH": str(SOURCE)})  # noqa: S606  ourselves, at a terminal

    def wait_for(self, prompt: str) -> str:
        """What was printed up to and with *prompt*, since the last one."""
        start, end = len(self.seen), time.monotonic() + 120
        while prompt not in self.seen[start:]:
            assert time.monotonic() < end, self.seen
            assert self._more(), self.seen
        return self.seen[start:]

    def answer(self, prompt: str, text: str) -> str:
        """Waits for the question and types the answer."""
        shown = self.wait_for(prompt)
        os.write(self._line, text.encode() + b"\n")
        return shown

    def end(self) -> int:
        """The rest of what is printed; the exit code."""
        while self._more():
            pass
        os.close(self._line)
        return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])

    def _more(self) -> bool:
        ready, _w, _x = select.select([self._line], [], [], 120)
        try:
            data = os.read(self._line, 4096) if ready else b""
        except OSError:
            # Linux says so when the other end is closed.
            data = b""
        self.seen += data.decode(errors="replace")
        return bool(data)


def type_back(terminal: Terminal, *, wrong: bool = False) -> str:
    """Three groups of the sheet that is shown; the sheet."""
    sheet, asked = "", []
    for number in range(3):
        shown = terminal.wait_for("of the new sheet: ")
        if (found := SHEET.search(shown)) is not None:
            sheet = found[0]
        place = int(re.search(r"Group (\d+) of the new sheet: $", shown)[1])  # type: ignore[index]
        asked.append(place)
        group = sheet.split()[place - 1]
        terminal.answer("", "0000" if wrong and number == 2 and group != "0000" else group)
    assert len(set(asked)) == 3
    return sheet


def test_a_new_passphrase_comes_from_a_descriptor_and_old_backups_go_on_wish(vault: Path) -> None:
    def rekey(new: str, *more: str) -> subprocess.CompletedProcess[str]:
        descriptors = []
        for words in (WORDS, new):
            read, write = os.pipe()
            os.write(write, words.encode() + b"\n")
            os.close(write)
            descriptors.append(read)
        try:
            return subprocess.run(
                [sys.executable, *CHEAP, "rekey", str(vault), "--json", *more,
                 "--passphrase-fd", str(descriptors[0]), "--new-passphrase-fd", str(descriptors[1])],
                capture_output=True, text=True, stdin=subprocess.DEVNULL, pass_fds=descriptors,
                env={**os.environ, "PYTHONPATH": str(SOURCE)}, timeout=120, check=False,
            )  # fmt: skip
        finally:
            for each in descriptors:
                os.close(each)

    weak = rekey("letmein")
    assert weak.returncode != 0
    assert not (vault / "rekey").exists()
    done = rekey(OTHER, "--drop-backups")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (answer(done)["dropped"], answer(done)["old_backups"]) == (1, 0)
    assert list((vault / "backups").iterdir()) == []
    assert WORDS not in done.stdout
    assert OTHER not in done.stdout
    assert answer(run("verify", vault, "--json"))["code"] == "CN101"
    assert run("verify", vault, words=OTHER).returncode == 0


def test_at_a_terminal_three_groups_are_asked_back_and_a_new_passphrase_may_be_typed(vault: Path) -> None:
    terminal = Terminal("rekey", vault)
    terminal.answer("Passphrase: ", WORDS)
    terminal.answer("keeps the present one): ", OTHER)
    terminal.answer("Once more: ", OTHER)
    sheet = type_back(terminal)
    assert terminal.end() == 0, terminal.seen
    assert "The new keys are in force." in terminal.seen
    # Without the wish old backups stay, and that is told.
    assert "1 older backup still opens with the old sheet" in terminal.seen
    assert len(list((vault / "backups").iterdir())) == 1
    assert OTHER not in terminal.seen
    assert WORDS not in terminal.seen
    assert answer(run("salvage", vault, "--sheet", "--json", words=sheet))["bad_pages"] == 0


def test_a_wrong_group_or_two_different_passphrases_leave_the_old_keys_in_force(vault: Path) -> None:
    before = json.dumps(sorted(path.name for path in vault.iterdir()))
    terminal = Terminal("rekey", vault)
    terminal.answer("Passphrase: ", WORDS)
    terminal.answer("keeps the present one): ", "")
    type_back(terminal, wrong=True)
    assert terminal.end() == 6
    assert "CN581" in terminal.seen or "not on the new sheet" in terminal.seen
    terminal = Terminal("rekey", vault)
    terminal.answer("Passphrase: ", WORDS)
    terminal.answer("keeps the present one): ", OTHER)
    terminal.answer("Once more: ", f"{OTHER} x")
    assert terminal.end() == 6
    assert json.dumps(sorted(path.name for path in vault.iterdir())) == before
    assert run("verify", vault).returncode == 0
