"""One byte form for one value: what is signed, hashed or compared is always written like this."""

import hashlib
import json
from collections.abc import Mapping, Sequence

_NO_SINGLE_FORM = "canonical JSON holds text, integers, booleans, null, lists and objects only"

Json = None | bool | int | str | Sequence["Json"] | Mapping[str, "Json"]


def canonical_bytes(value: Json) -> bytes:
    """*value* as UTF-8 JSON with sorted keys and no white space; floats are refused.

    Raises:
        TypeError: when a value has no single byte form.
    """
    _check(value)
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def canonical_hash(value: Json) -> str:
    """SHA-256 of the canonical bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_bytes(value)).hexdigest()


def _check(value: object) -> None:
    if value is None or isinstance(value, bool | int | str):
        return
    if isinstance(value, Mapping):
        for key, item in value.items():
            if not isinstance(key, str):
                raise TypeError(_NO_SINGLE_FORM)
            _check(item)
        return
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        for item in value:
            _check(item)
        return
    raise TypeError(_NO_SINGLE_FORM)
