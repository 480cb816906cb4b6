"""The JSON file of a report: the model with its hash and, when it was signed, the signature."""

import json
from dataclasses import dataclass

from careernotes.canonical import Json, canonical_bytes
from careernotes.domain.reading import MalformedError, Reader
from careernotes.report.model import SealedModel, read_model
from careernotes.sealing import signatures

_PURPOSE = b"careernotes/report/1\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """A model as it stands in a file. *stated_hash* and *signature* are claims: ``verify.py`` checks them."""

    model: SealedModel
    stated_hash: str
    signature: str | None
    signer: str | None

    @property
    def signed(self) -> bool:
        """Whether the signature is that of *signer* over this very model."""
        if self.signature is None or self.signer is None:
            return False
        return signatures.verify(self.signer, self.signature, message(self.model))


def message(model: SealedModel) -> bytes:
    """What is signed: the purpose, so that no other signature fits, and the canonical model."""
    return _PURPOSE + model.canonical()


def sealed(model: SealedModel, *, signature: str | None = None, signer: str | None = None) -> bytes:
    """The bytes of ``report.json``. *signature* is hexadecimal, over :func:`message`; *signer* is the public
    key.
    """
    value = {"model": model.value, "hash": model.hash, "signature": signature, "signer": signer}
    return canonical_bytes(value) + b"\n"


def read_envelope(data: bytes) -> Envelope:
    """The envelope in the bytes of a ``report.json``.

    Raises:
        MalformedError: when it is no report, or is written in any other way than :func:`sealed` writes it.
    """
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        raise MalformedError("document", "JSON") from None
    root = Reader(value)
    root.only("model", "hash", "signature", "signer")
    envelope = Envelope(
        model=read_model(value["model"] if root.has("model") else None),
        stated_hash=root.text("hash", longest=64),
        signature=root.text("signature", longest=128) if root.has("signature") else None,
        signer=root.text("signer", longest=64) if root.has("signer") else None,
    )
    again: dict[str, Json] = {
        "model": envelope.model.value,
        "hash": envelope.stated_hash,
        "signature": envelope.signature,
        "signer": envelope.signer,
    }
    try:
        same = canonical_bytes(again) + b"\n" == data
    except UnicodeError:
        same = False
    if not same:
        raise MalformedError("document", "the canonical form")
    return envelope
