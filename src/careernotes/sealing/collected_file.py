"""Which contributions lead or trustee has collected, as a file (``.cnlist``): names, never data.

A name is a hash over everything a contribution says about itself, a random id included: it tells nothing
to anybody who does not hold one of its halves.
"""

from dataclasses import dataclass

from careernotes.canonical import Json
from careernotes.domain.periods import Period
from careernotes.domain.reading import Reader
from careernotes.sealing.programme_keys import Role
from careernotes.sealing.sharing_errors import ListSignatureError, NotAListError
from careernotes.sealing.signed_file import digests, is_signed, read_signed, signed_bytes

LARGEST_LIST = 4 * 1024 * 1024
_WHAT, _SCHEMA = "collected", 1
ABOUT = ("programme_id", "kit_hash", "plan_hash", "taxonomy_hash")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What has to be the same in everything that is added up."""

    programme_id: str
    kit_hash: str
    plan_hash: str
    taxonomy_hash: str
    period: Period

    def plain(self) -> dict[str, Json]:
        """As JSON."""
        return {**{name: str(getattr(self, name)) for name in ABOUT}, "period": str(self.period)}


def read_about(body: Reader) -> About:
    """What a list or sum is about.

    Raises:
        MalformedError: when it does not say.
    """
    return About(
        **{name: body.text(name, longest=64) for name in ABOUT},
        period=body.parsed("period", Period.parse, "a period"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """The names of the contributions one of the two has, in rising order."""

    role: Role
    about: About
    names: tuple[str, ...]


def collected_bytes(collected: Collected, sign_seed: bytes | bytearray) -> bytes:
    """The bytes of a list, signed by whoever collected."""
    body: dict[str, Json] = {
        "schema": _SCHEMA,
        "role": collected.role.value,
        **collected.about.plain(),
        "names": list(collected.names),
    }
    return signed_bytes(_WHAT, body, sign_seed)


def read_collected(data: bytes, role: Role, sign_key: str) -> Collected:
    """The list that the owner of *sign_key* made as *role*.

    Raises:
        NotAListError, ListSignatureError.
    """
    try:
        body, plain, signature = read_signed(_WHAT, data)
        body.only("schema", "role", *ABOUT, "period", "names")
        body.integer("schema", low=_SCHEMA, high=_SCHEMA)
        found = Collected(
            role=body.parsed("role", Role, "lead or trustee"),
            about=read_about(body),
            names=digests(body, "names"),
        )
    except ValueError:
        raise NotAListError from None
    if found.role is not role or not is_signed(_WHAT, plain, signature, sign_key):
        raise ListSignatureError
    return found
