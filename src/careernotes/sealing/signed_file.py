"""Small signed files in clear: ``{"<what>": ..., "signature": ...}`` as canonical JSON."""

from collections.abc import Mapping

from careernotes.canonical import Json, canonical_bytes
from careernotes.domain.reading import Reader
from careernotes.sealing.signatures import sign, verify
from careernotes.sealing.strict_json import object_at, read_canonical

_DIGEST_DIGITS = 64


def signed_bytes(what: str, body: Mapping[str, Json], seed: bytes | bytearray) -> bytes:
    """The bytes of a file that holds *body* under the name *what*."""
    return canonical_bytes({what: body, "signature": sign(seed, _message(what, body))})


def read_signed(what: str, data: bytes) -> tuple[Reader, Mapping[str, Json], str]:
    """The body as a reader and as it stands, and the signature; nothing is checked yet but the form.

    Raises:
        ValueError: when it is no such file.
    """
    value = read_canonical(data)
    outer, body = Reader(value), object_at(value, what)
    outer.only(what, "signature")
    return outer.inner(what), body, outer.text("signature", longest=128)


def is_signed(what: str, body: Mapping[str, Json], signature: str, key: str) -> bool:
    """Whether *signature* is that of *body* by the owner of *key*."""
    return verify(key, signature, _message(what, body))


def digests(body: Reader, key: str) -> tuple[str, ...]:
    """A list of hashes or keys in rising order, none of them twice.

    Raises:
        ValueError: for anything else.
    """
    found = body.texts(key)
    if list(found) != sorted(set(found)) or not all(map(is_digest, found)):
        raise ValueError("not a sorted list of hashes")
    return found


def is_digest(text: str) -> bool:
    """Whether *text* is 64 hexadecimal digits."""
    return len(text) == _DIGEST_DIGITS and all(char in "0123456789abcdef" for char in text)


def _message(what: str, body: Mapping[str, Json]) -> bytes:
    return f"careernotes {what} 1\n".encode() + canonical_bytes(body)
