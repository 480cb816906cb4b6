"""Reads JSON that has one form only: what is signed or sealed must be the canonical bytes, to the last
space.
"""

import json
from collections.abc import Mapping

from careernotes.canonical import Json, canonical_bytes


def read_canonical(data: bytes) -> Json:
    """The value whose canonical bytes are *data*.

    Raises:
        ValueError: for anything else, so a file has exactly one form and every changed byte is noticed.
    """
    try:
        value: Json = json.loads(data.decode("utf-8"))
        same = canonical_bytes(value) == data
    except (TypeError, RecursionError, UnicodeError):
        raise ValueError("not canonical JSON") from None
    if not same:
        raise ValueError("not canonical JSON")
    return value


def object_at(value: Json, key: str) -> Mapping[str, Json]:
    """The object at *key* of an object.

    Raises:
        ValueError: when either is not an object.
    """
    inner = value.get(key) if isinstance(value, Mapping) else None
    if not isinstance(inner, Mapping):
        raise ValueError("not an object")
    return inner
