"""A programme whose pool two people open: mentors' halves in two inboxes, and both keepers' commands."""

import contextlib
import io
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.e2e.programme import PASSPHRASE, Programme, Ran, facts_of, make_programme, read_events
from tests.unit.disclosure.support import PERIOD

from careernotes.canonical import Json
from careernotes.disclosure.counting import count
from careernotes.domain.periods import Period
from careernotes.errors import CareerNotesError
from careernotes.exporter.collecting import LeadFiles, collect, lead_sum, reprint_sum
from careernotes.exporter.enrolling import add_mentors, revoke
from careernotes.exporter.errors import exit_code_of
from careernotes.exporter.opening import Together
from careernotes.exporter.pooling import pool, reprint_pool
from careernotes.exporter.programme import Programme as Opened
from careernotes.exporter.programme import open_programme
from careernotes.exporter.speech import Answer, Speech
from careernotes.sealing.contribution_file import Contribution, halves, seal_contribution
from careernotes.sealing.enrolment_file import enrolment_bytes
from careernotes.sealing.kdf import KdfProfile
from careernotes.sealing.programme_keys import ProgrammeKeys, open_key_file
from careernotes.sealing.signatures import public_of

MENTORS, PEOPLE = 10, 9


def seed_of(number: int) -> bytes:
    return bytes([number]) * 32


def run(work: Callable[[Speech], Answer]) -> Ran:
    """What a command says and how it ends."""
    said, code = io.StringIO(), 0
    with contextlib.redirect_stdout(said):
        speech = Speech(as_json=True)
        try:
            answer = work(speech)
            speech.answer(answer)
            code = answer.exit_code
        except CareerNotesError as error:
            speech.refused(error)
            code = exit_code_of(error)
    return Ran(code=code, events=read_events(said.getvalue()), out=said.getvalue(), err="")


@dataclass(slots=True, kw_only=True)
class Pair:
    """Lead and trustee of one programme, each with a folder of their own."""

    programme: Programme
    opened: Opened
    sent: dict[int, Contribution] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        return self.programme.folder

    def inbox(self, who: str) -> Path:
        return self.folder / f"inbox-{who}"

    def mentors(self, who: str) -> Path:
        return self.folder / f"{who}.cnmentors"

    def ledger(self, who: str) -> Path:
        return self.folder / f"ledger-{who}"

    @property
    def list_file(self) -> Path:
        return self.folder / "trustee.cnlist"

    @property
    def sum_file(self) -> Path:
        return self.folder / "lead.cnsum"

    def keys(self, who: str) -> ProgrammeKeys:
        return open_key_file(self.folder / f"{who}.cnkey", PASSPHRASE, allow_test=True)

    def contribution(self, number: int, people: int = PEOPLE, **changes: object) -> Contribution:
        """What the mentor of this number has to say."""
        plan, period = self.opened.plan, changes.get("period", PERIOD)
        assert isinstance(period, Period)
        facts = facts_of(people, first=1 + 100 * number)
        whole = Contribution(
            programme_id=plan.programme_id,
            kit_hash=plan.kit_hash,
            plan_hash=plan.plan_hash,
            taxonomy_hash=plan.taxonomy_hash,
            period=period,
            contribution_id=f"{number:032x}",
            revision=1,
            mentor_token=f"{number:032x}",
            signer=public_of(seed_of(number)),
            counters=count(facts, PERIOD, plan, self.opened.kit, self.opened.taxonomy),
        )
        return replace(whole, **changes)  # type: ignore[arg-type] - any field of the right type

    def send(
        self, number: int, contribution: Contribution | None = None, *, only: str = "", seed: bytes = b""
    ) -> None:
        """Put both halves, or only one of them, into the inboxes."""
        whole = contribution or self.contribution(number)
        self.sent[number] = whole
        kit = self.opened.kit
        for who, half, box in zip(
            ("lead", "trustee"), halves(whole), (kit.lead_box_key, kit.trustee_box_key), strict=True
        ):
            if only in {"", who}:
                data = seal_contribution(half, sign_seed=seed or seed_of(number), box_key=box)
                place = self.inbox(who) / f"{number}-{whole.revision}-{whole.period}.cncontrib"
                place.write_bytes(data)

    def enrol(self, numbers: Iterable[int], who: Sequence[str] = ("lead", "trustee")) -> None:
        """Put mentors on the lists of both keepers."""
        folder = self.folder / "enrolments"
        folder.mkdir(exist_ok=True)
        for number in numbers:
            data = enrolment_bytes(self.opened.kit.programme_id, seed_of(number))
            (folder / f"{number}.cnenrol").write_bytes(data)
        for keeper in who:
            with self.keys(keeper) as keys:
                add_mentors(
                    self.opened, keys=keys, enrolled=self.mentors(keeper), requests=[folder], words=""
                )
        shutil.rmtree(folder)

    def revoke(self, words: str, who: str) -> Ran:
        with self.keys(who) as keys:
            return run(
                lambda _speech: revoke(self.opened, keys=keys, enrolled=self.mentors(who), words=words)
            )

    def collect(self, who: str = "trustee", *, period: Period = PERIOD, out: Path | None = None) -> Ran:
        with self.keys(who) as keys:
            return run(
                lambda speech: collect(
                    self.opened, period, keys=keys, inbox=self.inbox(who), enrolled=self.mentors(who),
                    out=out, speech=speech,
                )
            )  # fmt: skip

    def sum(
        self,
        *,
        period: Period = PERIOD,
        out: Path | None = None,
        seen: Path | None = None,
        theirs: Path | None = None,
        reprint: bool = False,
        key: str = "lead",
    ) -> Ran:
        out = out or self.sum_file
        files = LeadFiles(
            inbox=self.inbox("lead"), enrolled=self.mentors("lead"), theirs=theirs or self.list_file,
            ledger=self.ledger("lead"), seen=seen,
        )  # fmt: skip
        with self.keys(key) as keys:
            if reprint:
                return run(
                    lambda speech: reprint_sum(
                        self.opened, period, keys=keys, ledger_folder=files.ledger, out=out, speech=speech
                    )
                )
            return run(
                lambda speech: lead_sum(self.opened, period, keys=keys, files=files, out=out, speech=speech)
            )

    def pool(
        self,
        *,
        period: Period = PERIOD,
        out: Path | None = None,
        sum_file: Path | None = None,
        reprint: Path | None = None,
        together: Together | None = None,
    ) -> Ran:
        given = together or Together(sum_file=sum_file or self.sum_file, enrolled=self.mentors("trustee"))
        ledger = self.ledger("trustee")
        with self.keys("trustee") as keys:
            if reprint is not None:
                return run(
                    lambda speech: reprint_pool(
                        self.opened, period, keys=keys, ledger_folder=ledger, out=reprint, speech=speech
                    )
                )
            return run(
                lambda speech: pool(
                    self.opened, period, keys=keys, inbox=self.inbox("trustee"), ledger_folder=ledger,
                    out=out, speech=speech, together=given,
                )
            )  # fmt: skip

    def exchange(self, *, period: Period = PERIOD, seen: Path | None = None) -> Ran:
        """The trustee's list to the lead, and the lead's sum back."""
        self.list_file.unlink(missing_ok=True)
        self.sum_file.unlink(missing_ok=True)
        assert self.collect(period=period, out=self.list_file).code == 0
        return self.sum(period=period, seen=seen)

    def copy(self, folder: Path) -> "Pair":
        """The whole programme once more, to be changed."""
        made = Programme(folder=shutil.copytree(self.folder, folder))
        return Pair(programme=made, opened=self.opened, sent=dict(self.sent))


def make_pair(
    folder: Path, *, mentors: int = MENTORS, profile: KdfProfile = KdfProfile.TEST, **kit_changes: Json
) -> Pair:
    """A programme for two with so many enrolled mentors, each of whom has sent both halves."""
    programme = make_programme(folder, profile, shared=True, **kit_changes)
    made = Pair(programme=programme, opened=open_programme(programme.kit))
    for who in ("lead", "trustee"):
        made.inbox(who).mkdir()
    made.enrol(range(1, mentors + 1))
    for number in range(1, mentors + 1):
        made.send(number)
    return made
