"""The demo's own folder: what lies where, whose it is, and how far an interrupted build got.

Only names listed here are ever written or removed, and only in a folder the demo made itself.
"""

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import careernotes
from careernotes.assets import resources_folder
from careernotes.canonical import canonical_bytes
from careernotes.errors import CareerNotesError

_STAMP, _PROGRESS = ".demo-stamp", ".demo-steps"
# Code of the window and of the vault's command line changes nothing in what the demo holds.
_NO_PART_IN_IT = {"gui", "cli"}


class NotOurFolderError(CareerNotesError):
    """The folder holds something the demo did not make."""

    code = "CN802"
    message = "This folder holds other things under the names the demo uses."
    safe = "Nothing has been written or removed."
    hint = "Choose an empty folder, or one in which the demo was built before."
    exit_code = 2


@dataclass(frozen=True, slots=True)
class DemoFolder:
    """Where everything in one demo is."""

    root: Path

    @property
    def vault(self) -> Path:
        """The vault the app opens."""
        return self.root / "mentor.careernotes"

    @property
    def passphrase(self) -> Path:
        """The passphrase of that vault, and nothing else."""
        return self.root / "PASSPHRASE.txt"

    @property
    def readme(self) -> Path:
        """What is what."""
        return self.root / "README.txt"

    @property
    def programme(self) -> Path:
        """What the programme's lead and trustee hold."""
        return self.root / "programme"

    @property
    def kit(self) -> Path:
        """The signed kit."""
        return self.programme / "kit.cnkit"

    @property
    def lead_key(self) -> Path:
        """The lead's key file."""
        return self.programme / "lead.cnkey"

    @property
    def trustee_key(self) -> Path:
        """The trustee's key file."""
        return self.programme / "trustee.cnkey"

    @property
    def trustee_passphrase(self) -> Path:
        """The passphrase of that key, and nothing else."""
        return self.programme / "TRUSTEE-PASSPHRASE.txt"

    @property
    def lead_passphrase(self) -> Path:
        """The passphrase of the lead's key, and nothing else."""
        return self.programme / "LEAD-PASSPHRASE.txt"

    @property
    def inbox(self) -> Path:
        """The contributions the mentors sent."""
        return self.programme / "inbox"

    @property
    def lead_inbox(self) -> Path:
        """The lead's halves of them."""
        return self.programme / "inbox-of-the-lead"

    @property
    def enrolments(self) -> Path:
        """The enrolments of all mentors."""
        return self.programme / "enrolments"

    @property
    def list_file(self) -> Path:
        """The trustee's list of collected contributions."""
        return self.programme / "trustee.cnlist"

    @property
    def sum_file(self) -> Path:
        """The lead's sum."""
        return self.programme / "lead.cnsum"

    @property
    def ledger(self) -> Path:
        """The trustee's list of releases, with the key that remembers it."""
        return self.programme / "ledger"

    @property
    def lead_ledger(self) -> Path:
        """The lead's list of sums."""
        return self.programme / "ledger-of-the-lead"

    def enrolled(self, who: str) -> Path:
        """The list of mentors that the lead or the trustee keeps."""
        return self.programme / f"{who}.cnmentors"

    @property
    def mentors(self) -> Path:
        """The counts of the other mentors, one folder each."""
        return self.root / "mentors"

    @property
    def report(self) -> Path:
        """The report for HR."""
        return self.root / "report"

    @property
    def home(self) -> Path:
        """The settings of the app while it shows the demo."""
        return self.root / "home"

    @property
    def truth(self) -> Path:
        """What is really so in the invented programme."""
        return self.root / "truth.json"

    def contribution(self, number: int) -> Path:
        """The contribution of one mentor."""
        return self.inbox / f"mentor-{number + 1:02d}.cncontrib"

    def lead_half(self, number: int) -> Path:
        """The lead's half of it."""
        return self.lead_inbox / self.contribution(number).name

    def mentor(self, number: int) -> Path:
        """The folder of one other mentor."""
        return self.mentors / f"mentor-{number + 1:02d}.careernotes"

    def finished(self, build: str) -> bool:
        """Whether exactly this build lies here, whole."""
        stamp = self.root / _STAMP
        return stamp.is_file() and stamp.read_text(encoding="utf-8").strip() == build

    def begin(self, build: str) -> frozenset[str]:
        """Make the folder ready for a build; gives the steps of the same build that are already done.

        Raises:
            NotOurFolderError: when something is there that the demo did not make.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        done = self._steps(build)
        if not done:
            self._clear()
        (self.root / _STAMP).unlink(missing_ok=True)
        (self.root / _PROGRESS).write_text(_line(build, ""), encoding="utf-8") if not done else None
        for folder in (self.programme, self.inbox, self.lead_inbox, self.enrolments, self.mentors, self.home):
            folder.mkdir(exist_ok=True)
        return done

    def done(self, build: str, step: str) -> None:
        """Remember that a step is done."""
        with (self.root / _PROGRESS).open("a", encoding="utf-8") as steps:
            steps.write(_line(build, step))

    def finish(self, build: str) -> None:
        """Remember that this build is whole."""
        (self.root / _STAMP).write_text(build + "\n", encoding="utf-8")
        (self.root / _PROGRESS).unlink(missing_ok=True)

    def _steps(self, build: str) -> frozenset[str]:
        path = self.root / _PROGRESS
        if not path.is_file():
            return frozenset()
        found = set()
        for line in path.read_text(encoding="utf-8").splitlines():
            try:
                value = json.loads(line)
            except ValueError:
                continue
            if isinstance(value, dict) and value.get("build") == build:
                found.add(str(value.get("step")))
        return frozenset(found)

    def _clear(self) -> None:
        ours = (self.root / _STAMP).is_file() or (self.root / _PROGRESS).is_file()
        there = [path for path in self._outputs() if path.exists()]
        if there and not ours:
            raise NotOurFolderError
        for path in there:
            remove(path)

    def _outputs(self) -> Iterator[Path]:
        yield from (
            self.vault,
            self.passphrase,
            self.readme,
            self.programme,
            self.mentors,
            self.report,
            self.truth,
        )


def remove(path: Path) -> None:
    """Remove a file or folder of the demo, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def code_hash() -> str:
    """A hash over the code and content that decide what a demo holds."""
    running = hashlib.sha256()
    code = Path(careernotes.__file__).parent
    for root in (code, resources_folder()):
        for path in sorted(root.rglob("*")):
            wanted = path.suffix in {".py", ".json", ".toml", ".txt"} and path.is_file()
            if wanted and path.relative_to(root).parts[0] not in _NO_PART_IN_IT:
                running.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return running.hexdigest()


def _line(build: str, step: str) -> str:
    return canonical_bytes({"build": build, "step": step}).decode() + "\n"
