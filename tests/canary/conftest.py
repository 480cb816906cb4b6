"""A small programme built for real, with a canary in every text: thirty whole vaults, their contributions,
a report.
"""

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.canary import own_home
from tests.canary.scanner import WINDOW, Scanner

from careernotes.demo.canaries import Canary, text_fields
from careernotes.demo.generate import Programme, generate
from careernotes.demo.programme import kit_of
from careernotes.demo.vaults import keys_of, root_of, write_vault
from careernotes.domain.mentees import MentorProfile
from careernotes.domain.records import Record
from careernotes.sealing.enrolment_file import enrolment_bytes
from careernotes.sealing.kdf import KdfProfile
from careernotes.sealing.keypipe import FrameKind, write_frame
from careernotes.sealing.keys import programme_sign_seed
from careernotes.sealing.kit_file import read_kit_file, write_kit_file
from careernotes.sealing.programme_keys import Role, create_key_file, open_key_file, read_public

TODAY = dt.date(2026, 1, 5)
PERIOD = "2025"
BUILD = "canaries"
WORDS = "gravel ponder lantern unsung mitten"
ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"
# The exporter with one command after the other, each with the keys that come next: it is loaded once. It may
# refuse somebody, who has nothing to contribute.
ONE_AFTER_ANOTHER = """
import json, sys
from careernotes.exporter.__main__ import main
sys.exit(not {main(command) for command in json.loads(sys.argv[1])} <= {0, 3})
"""


@dataclass(frozen=True)
class Planted:
    """The programme, its folder, and everything that must not be found outside a vault."""

    programme: Programme
    canaries: tuple[Canary, ...]
    texts: frozenset[str]
    root: Path
    home: Path

    @property
    def kit(self) -> Path:
        return self.root / "kit.cnkit"

    @property
    def trustee(self) -> Path:
        """The trustee's key file, which opens every contribution."""
        return self.root / "trustee.cnkey"

    def vault(self, number: int) -> Path:
        return self.root / "vaults" / f"m{number}"

    def environment(self) -> dict[str, str]:
        """Everything a program may write to by habit lies in one folder."""
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        return {
            **kept,
            **own_home.environment(self.home),
            "PYTHONPATH": os.pathsep.join(map(str, (SOURCE, ROOT))),
        }

    def start(
        self, *arguments: str, stdout: object = subprocess.PIPE, module: str = "careernotes.exporter"
    ) -> "subprocess.Popen[bytes]":
        """The exporter, waiting for its key."""
        return subprocess.Popen(
            [sys.executable, "-P", "-m", module, *arguments, "--json", "--keys-stdin"],
            stdin=subprocess.PIPE,
            stdout=stdout,  # type: ignore[call-overload]  # a pipe or a descriptor
            stderr=subprocess.PIPE,
            env=self.environment(),
            bufsize=0,
        )

    def ask(self, who: str, *arguments: str) -> bytes:
        """What the exporter says to the lead or the trustee, who are asked for their passphrase."""
        key = ("--kit", str(self.kit), "--key", str(self.root / f"{who}.cnkey"))
        # What a guess costs is no claim here.
        child = self.start(*arguments, *key, module="tests.e2e.cheap_exporter")
        write_frame(child.stdin, FrameKind.PASSPHRASE, (WORDS.encode(),))
        said = b"".join(child.communicate())
        assert child.returncode == 0, said[-400:]
        return said

    def keep(self, who: str, *arguments: str) -> bytes:
        """The same for one period, with their list of mentors."""
        mine = ("--enrolled", str(self.root / f"{who}.cnmentors"), "--period", PERIOD)
        return self.ask(who, *arguments, *mine)

    def send_mentor(self, child: "subprocess.Popen[bytes]", number: int) -> None:
        with keys_of(BUILD, number) as keys:
            write_frame(child.stdin, FrameKind.MENTOR, (keys.themes, keys.releases, keys.sign))

    def contribute(self, numbers: Sequence[int], inbox: Path) -> bytes:
        """What the exporter says while these mentors contribute."""
        kit = ("--kit", str(self.kit), "--period", PERIOD, "--json", "--keys-stdin")
        commands = [
            ["contribute", "--vault", str(self.vault(each)), "--out", str(inbox / f"{each}.cncontrib"), *kit]
            for each in numbers
        ]
        child = subprocess.Popen(
            [sys.executable, "-P", "-c", ONE_AFTER_ANOTHER, json.dumps(commands)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environment(),
            bufsize=0,
        )  # fmt: skip
        for number in numbers:
            self.send_mentor(child, number)
        said = b"".join(child.communicate())
        assert child.returncode == 0, said[-400:]
        return said


def everything_said(programme: Programme, canaries: tuple[Canary, ...]) -> frozenset[str]:
    """Each token, each token as planted, and the beginning of every text about a person."""
    texts = {canary.token for canary in canaries} | {canary.planted for canary in canaries}
    for mentor in programme.mentors:
        for record in programme.vault(mentor.number):
            for name in text_fields(type(record)):
                text = getattr(record, name)
                if len(text.encode()) >= WINDOW:
                    texts.add(text[:24])
    return frozenset(texts)


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    programme = generate("small", 4, locale="mixed", canaries=True)
    canaries = tuple(programme.canaries())
    root = tmp_path_factory.mktemp("canary")
    home = own_home.make(tmp_path_factory.mktemp("canary_home"))
    for folder in (root / "vaults", root / "inbox"):
        folder.mkdir()
    keys_and_kit(root, KdfProfile.TEST)
    made = Planted(programme, canaries, everything_said(programme, canaries), root, home)
    for mentor in programme.mentors:
        write_vault(
            made.vault(mentor.number),
            programme.vault(mentor.number),
            root=root_of(BUILD, mentor.number),
            passphrase=WORDS,
            kit=made.kit,
            today=TODAY,
            profile=KdfProfile.TEST,
            allow_test=True,
        )
    return made


def keys_and_kit(root: Path, profile: KdfProfile = KdfProfile.FLOOR) -> None:
    """The key files of the programme, and its signed kit."""
    for role in Role:
        create_key_file(root / f"{role.value}.cnkey", role, WORDS, profile, allow_test=True)
    lead, trustee = (read_public(root / f"{name}.cnkey") for name in ("lead", "trustee"))
    with open_key_file(root / "lead.cnkey", WORDS, allow_test=True) as keys:
        write_kit_file(root / "kit.cnkit", kit_of(2, 2025, lead=lead, trustee=trustee), keys.sign_private)


def everybody_of(programme: Programme, *, mentors: int) -> list[Record]:
    """The people of the first *mentors*, as if the first of these had all of them."""
    return [
        record
        for mentor in programme.mentors[:mentors]
        for record in programme.vault(mentor.number)
        if mentor.number == programme.mentors[0].number or not isinstance(record, MentorProfile)
    ]


@pytest.fixture(scope="session")
def crowd(planted: Planted) -> int:
    """The number of one more vault: one mentor with everybody of the whole programme, enough for a list."""
    number = len(planted.programme.mentors)
    write_vault(
        planted.vault(number),
        everybody_of(planted.programme, mentors=number),
        root=root_of(BUILD, number),
        passphrase=WORDS,
        kit=planted.kit,
        today=TODAY,
        profile=KdfProfile.TEST,
        allow_test=True,
    )
    return number


@dataclass(frozen=True)
class Released:
    """What left: contributions and a report, and everything the exporter said while it made them."""

    inbox: Path
    lead_inbox: Path
    report: Path
    ledger: Path
    said: bytes


@pytest.fixture(scope="session")
def released(planted: Planted) -> Released:
    inbox, report, ledger = planted.root / "inbox", planted.root / "report", planted.root / "ledger"
    said = planted.contribute(range(len(planted.programme.mentors)), inbox)
    lead_inbox = planted.root / "inbox-lead"
    lead_inbox.mkdir()
    for half in inbox.glob("*.lead.cncontrib"):
        half.rename(lead_inbox / half.name)
    said += enrolled_by_both(planted)
    listed, summed = str(planted.root / "trustee.cnlist"), str(planted.root / "lead.cnsum")
    said += planted.keep("trustee", "collect", "--inbox", str(inbox), "--out", listed)
    given = ("--list", listed, "--ledger", str(planted.root / "ledger-lead"), "--out", summed)
    said += planted.keep("lead", "sum", "--inbox", str(lead_inbox), *given)
    given = ("--sum", summed, "--ledger", str(ledger), "--out", str(report), "--release")
    said += planted.keep("trustee", "pool", "--inbox", str(inbox), *given)
    return Released(inbox, lead_inbox, report, ledger, said)


def enrolled_by_both(planted: Planted) -> bytes:
    """Every mentor on both lists; what one mentor's exporter and those of the keepers said."""
    folder = planted.root / "enrolments"
    folder.mkdir()
    first = planted.start(
        "enrol",
        "--vault",
        str(planted.vault(0)),
        "--kit",
        str(planted.kit),
        "--out",
        str(folder / "0.cnenrol"),
    )
    planted.send_mentor(first, 0)
    said = b"".join(first.communicate())
    programme_id = read_kit_file(planted.kit).programme_id
    for mentor in planted.programme.mentors[1:]:
        with keys_of(BUILD, mentor.number) as keys:
            data = enrolment_bytes(programme_id, programme_sign_seed(keys.sign, programme_id))
        (folder / f"{mentor.number}.cnenrol").write_bytes(data)
    for who in ("lead", "trustee"):
        mine = ("--list", str(planted.root / f"{who}.cnmentors"))
        said += planted.ask(who, "enrolled", "add", str(folder), *mine)
    return said


@pytest.fixture(scope="session")
def scanner(planted: Planted) -> Scanner:
    return Scanner(sorted(planted.texts))
