"""What is left of a person who was erased from a large vault, and how long the erasing takes.

``weak`` is a build without secure_delete and without the second look: what it leaves, the reader must find.
"""

import argparse
import datetime as dt
import random
import time
from dataclasses import dataclass, field
from pathlib import Path

from careernotes.domain.conversations import NoteBody, Session
from careernotes.domain.ids import EngagementId, MenteeId, RecordId, SessionId
from careernotes.domain.mentees import Engagement, Mentee
from careernotes.domain.vocabulary import EngagementStatus, NoteLayer
from careernotes.sealing.kdf import KdfProfile
from careernotes.vault import erasure, erasure_needles, erasure_proof
from careernotes.vault.keeping import Draft
from careernotes.vault.lifecycle import create_vault
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.page_sweep import pages_of

DAY = dt.date(2026, 3, 2)
CANARY = "zanzibarcanary"
_SYLLABLES = [a + b for a in "bdklmnrs" for b in "aeio"]


class SteadyClock:
    """A clock that stands still."""

    def today(self) -> dt.date:
        return DAY

    def now(self) -> dt.datetime:
        return dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What one erasing took and left."""

    notes: int
    erased: int
    removing_seconds: float
    proving_seconds: float
    processor_seconds: float
    pages: int
    residue: int
    terms: int
    canary_pages: int
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def seconds(self) -> float:
        """All of it."""
        return self.removing_seconds + self.proving_seconds


def build(folder: Path, *, people: int, notes: int, seed: int = 7) -> OpenVault:
    """A vault of *notes* notes about *people* people, the words of each drawn from the same list."""
    vault = create_vault(
        folder, passphrase="five plain words for tests", profile=KdfProfile.TEST, clock=SteadyClock(),
        allow_test=True,
    ).vault  # fmt: skip
    chance = random.Random(seed)
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _ in range(4_000)]
    for person in range(people):
        with vault.notes.transaction():
            vault.notes.put_all([_mentee(person), _engagement(person)])
    order = [number % people for number in range(notes)]
    chance.shuffle(order)
    for start in range(0, notes, 500):
        with vault.notes.transaction():
            for number in range(start, min(start + 500, notes)):
                text = " ".join(chance.choices(words, k=chance.randint(20, 480)))
                if order[number] == 0:
                    text = f"{CANARY} {text} {CANARY}{number:06d}"
                vault.notes.put_all(_session(number, order[number], text))
    vault.notes.save_draft(
        Draft(key=_id("s", 0, order[0]), body=f'["{_id("e", 0)}", "{CANARY} draft"]', updated_at=1)
    )
    return vault


def erase(vault: OpenVault, *, weak: bool = False) -> Tally:
    """Erase the first person and look at every page."""
    store = vault.notes
    person = store.get(Mentee, _id("m", 0))
    assert person is not None
    total = store.count(NoteBody)
    if weak:
        _weaken(vault)
    started, used = time.perf_counter(), time.process_time()
    gathered = erasure.gather(store, [person])
    needles = erasure_needles.needles_for(store, gathered)
    with store.transaction():
        receipt = erasure.remove_gathered(vault, gathered, erasure.ErasedWhat.PERSON, 1)
    removed = time.perf_counter()
    first = erasure_proof._look(vault, needles, lambda _done, _total: None)
    looked, used = time.perf_counter(), time.process_time() - used
    proof = first if weak or first.gone else erasure_proof.prove_gone(vault, needles)
    erasure.finish_receipt(vault, receipt, {"pages_read": proof.pages, "residue": proof.residue})
    return Tally(
        notes=total, erased=gathered.counts()["note_body"], removing_seconds=removed - started,
        proving_seconds=looked - removed, processor_seconds=used, pages=proof.pages,
        residue=proof.residue, terms=proof.terms, canary_pages=canary_pages(vault),
        counts=gathered.counts(),
    )  # fmt: skip


def canary_pages(vault: OpenVault) -> int:
    """How many pages still hold the word that stood in every erased note."""
    found = 0
    with vault.keys as keys:
        for path, key in ((vault.paths.notes, keys.notes), (vault.paths.themes, keys.themes)):
            found += sum(CANARY.encode() in page for page in pages_of(vault.raw_file(path), key))
    return found


def run(base: Path, *, notes: int = 100_000, erased: int = 500, weak: bool = False) -> Tally:
    """One vault of *notes*, of which one person has *erased*."""
    vault = build(base / "mentor.careernotes", people=max(2, notes // erased), notes=notes)
    try:
        return erase(vault, weak=weak)
    finally:
        vault.close()


def _weaken(vault: OpenVault) -> None:
    connection = vault.notes.connection()
    connection.set_authorizer(None)
    connection.execute("PRAGMA main.secure_delete=OFF")
    connection.execute("PRAGMA th.secure_delete=OFF")


def _id(kind: str, *numbers: int) -> str:
    return random.Random(f"{kind}{numbers}").randbytes(16).hex()


def _mentee(person: int) -> Mentee:
    return Mentee(mentee_id=MenteeId(_id("m", person)), alias=f"Robin {person:03d}", created_on=DAY)


def _engagement(person: int) -> Engagement:
    return Engagement(
        engagement_id=EngagementId(_id("e", person)), mentee_id=MenteeId(_id("m", person)),
        status=EngagementStatus.ACTIVE, requested_on=DAY, started_on=DAY,
    )  # fmt: skip


def _session(number: int, person: int, text: str) -> list[Session | NoteBody]:
    key = SessionId(_id("s", number, person))
    held_on = DAY - dt.timedelta(days=number % 700)
    return [
        Session(
            session_id=key, engagement_id=EngagementId(_id("e", person)), held_on=held_on, recorded_at=number
        ),
        NoteBody(note_id=RecordId(_id("n", number)), session_id=key, layer=NoteLayer.RECORD, body=text,
                 edited_at=1, purge_on=DAY),
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--notes", type=int, default=100_000)
    parser.add_argument("--erased", type=int, default=500)
    parser.add_argument("--weak", action="store_true")
    asked = parser.parse_args()
    print(run(asked.folder, notes=asked.notes, erased=asked.erased, weak=asked.weak))


if __name__ == "__main__":
    main()
