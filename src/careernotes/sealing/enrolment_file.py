"""Enrolment: a mentor's public key for one programme (``.cnenrol``), and the list of them (``.cnmentors``).

A mentor's file is signed with the key it names, so nobody can enrol the key of somebody else as their own.
Lead and trustee each keep a list of their own, signed with their own key: a contribution counts only when
both know its sender. Eight words stand for a key; mentor and keeper read them to each other by phone.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from careernotes.assets import read_text
from careernotes.canonical import Json, canonical_hash
from careernotes.sealing.programme_keys import Role
from careernotes.sealing.sharing_errors import (
    EnrolmentSignatureError,
    NotAnEnrolmentError,
    NotTheEnrolledError,
)
from careernotes.sealing.signatures import public_of
from careernotes.sealing.signed_file import digests, is_digest, is_signed, read_signed, signed_bytes

LARGEST_ENROLMENT, LARGEST_ENROLLED = 16 * 1024, 4 * 1024 * 1024
SPOKEN_WORDS = 8
"""Of 7,776 words each: 103 bits."""
_SCHEMA = 1
_ENROLMENT, _ENROLLED = "enrolment", "enrolled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """The mentors one keeper knows: those who may contribute, and those who no longer may."""

    programme_id: str
    role: Role
    edition: int = 0
    mentors: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()

    def with_mentors(self, keys: Iterable[str]) -> "Enrolled":
        """The next edition, with these keys on it, also when they were taken off before."""
        mentors = {*self.mentors, *keys}
        return self._next(mentors, set(self.ended) - mentors)

    def without(self, key: str) -> "Enrolled":
        """The next edition, with this key taken off and remembered as such."""
        return self._next(set(self.mentors) - {key}, {*self.ended, key})

    def content_hash(self) -> str:
        """The same for two keepers whose lists have the same mentors."""
        return canonical_hash(
            {"programme_id": self.programme_id, "mentors": list(self.mentors), "ended": list(self.ended)}
        )

    def _next(self, mentors: Iterable[str], ended: Iterable[str]) -> "Enrolled":
        return replace(
            self, edition=self.edition + 1, mentors=tuple(sorted(mentors)), ended=tuple(sorted(ended))
        )


def enrolment_bytes(programme_id: str, sign_seed: bytes | bytearray) -> bytes:
    """A mentor's enrolment in one programme."""
    body: dict[str, Json] = {
        "schema": _SCHEMA,
        "programme_id": programme_id,
        "signer": public_of(sign_seed),
    }
    return signed_bytes(_ENROLMENT, body, sign_seed)


def read_enrolment(data: bytes, programme_id: str) -> str:
    """The key in a mentor's enrolment in this programme.

    Raises:
        NotAnEnrolmentError, EnrolmentSignatureError.
    """
    try:
        body, plain, signature = read_signed(_ENROLMENT, data)
        body.only("schema", "programme_id", "signer")
        body.integer("schema", low=_SCHEMA, high=_SCHEMA)
        signer, programme = body.text("signer"), body.text("programme_id", longest=32)
    except ValueError:
        raise NotAnEnrolmentError from None
    if not is_digest(signer) or programme != programme_id:
        raise EnrolmentSignatureError
    if not is_signed(_ENROLMENT, plain, signature, signer):
        raise EnrolmentSignatureError
    return signer


def enrolled_bytes(enrolled: Enrolled, sign_seed: bytes | bytearray) -> bytes:
    """The bytes of a keeper's list."""
    body: dict[str, Json] = {
        "schema": _SCHEMA,
        "programme_id": enrolled.programme_id,
        "role": enrolled.role.value,
        "edition": enrolled.edition,
        "mentors": list(enrolled.mentors),
        "ended": list(enrolled.ended),
    }
    return signed_bytes(_ENROLLED, body, sign_seed)


def read_enrolled(data: bytes, *, programme_id: str, role: Role, sign_key: str) -> Enrolled:
    """The list that its keeper signed.

    Raises:
        NotTheEnrolledError: for any other file.
    """
    try:
        body, plain, signature = read_signed(_ENROLLED, data)
        body.only("schema", "programme_id", "role", "edition", "mentors", "ended")
        body.integer("schema", low=_SCHEMA, high=_SCHEMA)
        found = Enrolled(
            programme_id=body.text("programme_id", longest=32),
            role=body.parsed("role", Role, "lead or trustee"),
            edition=body.integer("edition", low=1, high=1_000_000),
            mentors=digests(body, "mentors"),
            ended=digests(body, "ended"),
        )
    except ValueError:
        raise NotTheEnrolledError from None
    fits = (found.programme_id, found.role) == (programme_id, role)
    if not fits or not is_signed(_ENROLLED, plain, signature, sign_key):
        raise NotTheEnrolledError
    return found


def spoken(hex_text: str) -> str:
    """A key or hash as eight words, to read to each other by phone."""
    digest = hashlib.sha256(b"careernotes spoken 1\n" + bytes.fromhex(hex_text)).digest()
    number, words = int.from_bytes(digest, "big"), []
    for _each in range(SPOKEN_WORDS):
        number, place = divmod(number, len(_words()))
        words.append(_words()[place])
    return " ".join(words)


@cache
def _words() -> tuple[str, ...]:
    return tuple(read_text("words", "eff-large.txt").split())
