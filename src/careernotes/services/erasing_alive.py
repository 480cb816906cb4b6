"""Rows that an erasure left alive go at the next unlock, before its receipt is finished."""

import contextlib
from dataclasses import replace

from careernotes.domain.conversations import Session
from careernotes.domain.ids import EngagementId
from careernotes.domain.mentees import Engagement
from careernotes.errors import CareerNotesError
from careernotes.services import coding
from careernotes.services.holding import refuse_held
from careernotes.services.workplace import Desk
from careernotes.vault import erasure, erasure_alive, erasure_proof
from careernotes.vault.erasure import Gathered
from careernotes.vault.erasure_proof import Proof
from careernotes.vault.freshness import Progress
from careernotes.vault.open_vault import OpenVault


def remove_alive(desk: Desk, receipts: tuple[int, ...]) -> None:
    """Remove what these receipts are about and can still be read; most times that is nothing.

    Raises:
        HeldError: when it was put under a legal hold meanwhile.
    """
    found = erasure_alive.forget_absent(desk.vault, receipts)
    if not found:
        return
    gathered = erasure.gather(desk.store, found.records, and_drafts_of_notes=False)
    drafts = {*gathered.drafts, *(each.key for each in found.drafts)}
    gathered = replace(gathered, drafts=tuple(drafts))
    refuse_held(desk, gathered.ids)
    with desk.store.transaction():
        erasure.remove_again(desk.store, gathered)
        for key in still_counted(desk, gathered):
            coding.write_facts(desk, key)


def prove_none_alive(vault: OpenVault, receipts: tuple[int, ...], progress: Progress) -> Proof:
    """Both files written anew and read, and every row asked for once more."""
    proof = erasure_proof.prove_rewritten(vault, progress)
    left = len(erasure_alive.forget_absent(vault, receipts))
    return replace(proof, residue=proof.residue + left, alive=left)


def forget_alive(desk: Desk) -> None:
    """What is remembered for receipts that wait no longer goes; on a full disk, the next time."""
    with contextlib.suppress(CareerNotesError):
        erasure_alive.forget(desk.store, erasure.unfinished(desk.store))


def still_counted(desk: Desk, gathered: Gathered) -> list[EngagementId]:
    """The relations that stay and lost a conversation: their counts are written anew."""
    gone = gathered.ids
    keys = {each.engagement_id for each in gathered.records if isinstance(each, Session)}
    return sorted(key for key in keys if key not in gone and desk.store.get(Engagement, key) is not None)
