"""A real programme on disk: keys, a signed kit, vaults with coded facts, and the exporter as a process."""

import contextlib
import datetime as dt
import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.unit.disclosure.support import GENERAL, coding, make_kit, meeting, person

from careernotes.canonical import Json
from careernotes.domain.kit import format_of, plain_kit
from careernotes.domain.periods import Period
from careernotes.errors import CareerNotesError
from careernotes.exporter.contributing import contribute as contribute_one
from careernotes.exporter.errors import exit_code_of
from careernotes.exporter.keys_in import MentorKeys
from careernotes.exporter.listing import make_list
from careernotes.exporter.pooling import pool, reprint_pool
from careernotes.exporter.programme import open_programme
from careernotes.exporter.speech import Speech
from careernotes.ledger.facts import MentorFacts
from careernotes.sealing.kdf import KdfProfile
from careernotes.sealing.keypipe import FrameKind, read_frame, write_frame
from careernotes.sealing.kit_file import write_kit_file
from careernotes.sealing.programme_keys import Role, create_key_file, open_key_file
from careernotes.vault.bundle import VaultPaths
from careernotes.vault.lifecycle import create_vault
from careernotes.vault.open_vault import OpenVault

PASSPHRASE = "grey heron on a wire"
ROOT = Path(__file__).parents[2]


class Today:
    """A fixed clock."""

    def today(self) -> dt.date:
        return dt.date(2026, 6, 30)

    def now(self) -> dt.datetime:
        return dt.datetime(2026, 6, 30, 12, 0, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """One run of the exporter."""

    code: int
    events: list[dict[str, object]] = field(repr=False)
    out: str
    err: str

    @property
    def result(self) -> dict[str, object]:
        return next(event for event in self.events if event["event"] == "result")

    @property
    def error(self) -> str:
        return str(next(event for event in self.events if event["event"] == "error")["code"])


def frame(kind: FrameKind, *parts: bytes | bytearray) -> bytes:
    stream = io.BytesIO()
    write_frame(stream, kind, parts)
    return stream.getvalue()


def passphrase_frame(text: str = PASSPHRASE) -> bytes:
    return frame(FrameKind.PASSPHRASE, text.encode())


def read_events(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


EXPORTER = "careernotes.exporter"


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONDONTWRITEBYTECODE": "1"}


def export(
    *arguments: str | Path,
    stdin: bytes = b"",
    pass_fds: Sequence[int] = (),
    module: str = EXPORTER,
) -> Ran:
    """Run the exporter as its own process with ``--json``."""
    command = [sys.executable, "-m", module, *map(str, arguments), "--json"]
    done = subprocess.run(
        command,
        input=stdin,
        capture_output=True,
        env={**environment(), "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        timeout=120,
        check=False,
        pass_fds=tuple(pass_fds),
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    return Ran(code=done.returncode, events=read_events(out), out=out, err=err)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vault:
    """A closed vault on disk and the frame that opens its coded facts."""

    folder: Path
    keys: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """The folder of one programme."""

    folder: Path

    @property
    def kit(self) -> Path:
        return self.folder / "kit.cnkit"

    @property
    def lead(self) -> Path:
        return self.folder / "lead.cnkey"

    @property
    def trustee(self) -> Path:
        return self.folder / "trustee.cnkey"

    @property
    def inbox(self) -> Path:
        return self.folder / "inbox"

    @property
    def ledger(self) -> Path:
        return self.folder / "ledger"

    def pool(
        self,
        *,
        release: Path | None = None,
        reprint: Path | None = None,
        inbox: Path | None = None,
        key: Path | None = None,
        period: str = "2026-H1",
    ) -> Ran:
        """The pool command in this process, so that key files may have the cheap derivation of tests."""
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            speech, code = Speech(as_json=True), 0
            try:
                opened, when = open_programme(self.kit), Period.parse(period)
                with open_key_file(key or self.trustee, PASSPHRASE, allow_test=True) as keys:
                    if reprint:
                        answer = reprint_pool(
                            opened, when, keys=keys, ledger_folder=self.ledger, out=reprint, speech=speech
                        )
                    else:
                        answer = pool(
                            opened, when, keys=keys, inbox=inbox or self.inbox, ledger_folder=self.ledger,
                            out=release, speech=speech,
                        )  # fmt: skip
                speech.answer(answer)
            except CareerNotesError as error:
                speech.refused(error)
                code = exit_code_of(error)
        return Ran(code=code, events=read_events(said.getvalue()), out=said.getvalue(), err="")

    def pool_process(
        self, *more: str | Path, stdin: bytes, pass_fds: Sequence[int] = (), module: str = EXPORTER
    ) -> Ran:
        """The pool command as its own process; for the exporter as it is, the key file must have the real
        derivation.
        """
        return export(
            "pool", "--kit", self.kit, "--key", self.trustee, "--inbox", self.inbox, "--ledger", self.ledger,
            "--period", "2026-H1", *more, stdin=stdin, pass_fds=pass_fds, module=module,
        )  # fmt: skip


def make_programme(
    folder: Path, profile: KdfProfile = KdfProfile.TEST, *, shared: bool = False, **kit_changes: Json
) -> Programme:
    """Key files behind this derivation, and a kit signed by the lead, for the trustee alone or for both."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Programme(folder=folder)
    made.inbox.mkdir()
    trustee = create_key_file(made.trustee, Role.TRUSTEE, PASSPHRASE, profile, allow_test=True)
    create_key_file(made.lead, Role.LEAD, PASSPHRASE, profile, allow_test=True)
    with open_key_file(made.lead, PASSPHRASE, allow_test=True) as lead:
        kit = make_kit(
            trustee_box_key=trustee.box_key,
            trustee_sign_key=trustee.sign_key,
            lead_sign_key=lead.public.sign_key,
            **({"lead_box_key": lead.public.box_key} if shared else {}),
            format=format_of(shared=shared, noisy="noise_scale" in kit_changes),
            **kit_changes,
        )
        write_kit_file(made.kit, plain_kit(kit), lead.sign_private)
    return made


def facts_of(
    people: int, *, first: int = 1, themes: Sequence[int] = tuple(GENERAL[:3]), areas: int = 2
) -> MentorFacts:
    """*people* with two kept meetings each; one in four has no theme, each theme is with half of them."""
    numbers = range(first, first + people)
    return MentorFacts(
        persons=tuple(person(who, business_area=1 + who % areas, chosen_by=1, moment=2) for who in numbers),
        meetings=tuple(meeting(10 * who + place, who) for who in numbers for place in (0, 1)),
        codings=tuple(
            coding(10 * who, who, theme, primary=place == 0)
            for who in numbers
            for place, theme in enumerate(themes)
            if who % 4 and (who + place) % 3
        ),
        ratings=(),
    )


def make_vault(folder: Path, facts: MentorFacts) -> Vault:
    """A real vault holding *facts*, closed again."""
    vault = create_vault(
        folder, passphrase=PASSPHRASE, profile=KdfProfile.TEST, clock=Today(), allow_test=True
    ).vault
    write_facts(vault, facts)
    made = Vault(folder=folder, keys=mentor_frame(vault))
    vault.close()
    return made


def write_facts(vault: OpenVault, facts: MentorFacts) -> None:
    """Put *facts* into the counts of an open vault."""
    with vault.notes.transaction():
        writer = vault.notes.facts
        for each in facts.persons:
            writer.put_person(each)
        for met in facts.meetings:
            writer.put_meeting(met)
            writer.replace_codings(met.meeting, [c for c in facts.codings if c.meeting == met.meeting])
        for rating in facts.ratings:
            writer.put_rating(rating)


def mentor_frame(vault: OpenVault) -> bytes:
    """The three keys of an open vault as the exporter is handed them."""
    with vault.keys as keys:
        return frame(FrameKind.MENTOR, keys.themes, keys.releases, keys.sign)


def contribute(programme: Programme, vault: Vault, *more: str | Path, period: str = "2026-H1") -> Ran:
    return export(
        "contribute", "--kit", programme.kit, "--vault", vault.folder, "--period", period, "--keys-stdin",
        *more,
        stdin=vault.keys,
    )  # fmt: skip


def contribute_here(programme: Programme, vault: Vault, out: Path, period: str = "2026-H1") -> None:
    """The contribute command in this process, for tests of what comes after it."""
    opened, when = open_programme(programme.kit), Period.parse(period)
    _kind, (themes, releases, sign) = read_frame(io.BytesIO(vault.keys))
    with (
        contextlib.redirect_stdout(io.StringIO()),
        MentorKeys(themes=themes, releases=releases, sign=sign) as keys,
    ):
        contribute_one(
            opened, when, vault=VaultPaths(vault.folder), keys=keys, out=out, speech=Speech(as_json=True)
        )


def theme_list(programme: Programme, vault: Vault, *more: str | Path, period: str = "2026-H1") -> Ran:
    return export(
        "list", "--kit", programme.kit, "--vault", vault.folder, "--period", period, "--keys-stdin", *more,
        stdin=vault.keys,
    )  # fmt: skip


def list_here(
    programme: Programme,
    vault: Vault,
    period: str = "2026-H1",
    *,
    release: Path | None = None,
    as_json: bool = True,
    allies: Sequence[str] = (),
) -> Ran:
    """The list command in this process, for tests of many lists."""
    said = io.StringIO()
    _kind, (themes, releases, sign) = read_frame(io.BytesIO(vault.keys))
    with (
        contextlib.redirect_stdout(said),
        MentorKeys(themes=themes, releases=releases, sign=sign) as keys,
    ):
        speech, code = Speech(as_json=as_json), 0
        try:
            answer = make_list(
                open_programme(programme.kit), Period.parse(period), vault=VaultPaths(vault.folder),
                keys=keys, out=release, speech=speech, allies=allies,
            )  # fmt: skip
            speech.answer(answer)
        except CareerNotesError as error:
            speech.refused(error)
            code = exit_code_of(error)
    text = said.getvalue()
    return Ran(code=code, events=read_events(text) if as_json else [], out=text, err="")


def read_mentor_frame(keys: bytes) -> dict[str, bytearray]:
    """The three keys in a frame, by name."""
    _kind, (themes, releases, sign) = read_frame(io.BytesIO(keys))
    return {"themes": themes, "releases": releases, "sign": sign}
