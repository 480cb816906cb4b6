"""Ed25519 signatures as hexadecimal text."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


def sign(seed: bytes | bytearray, data: bytes) -> str:
    """The signature of *data* by the key grown from *seed*, as 128 hexadecimal digits."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(data).hex()


def verify(public: str, signature: str, data: bytes) -> bool:
    """Whether *signature* is that of *data* by the owner of *public*; False for anything malformed."""
    try:
        if signature != signature.lower() or len(signature) != 128:
            return False
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), data)
    except (InvalidSignature, ValueError):
        return False
    return True


def public_of(seed: bytes | bytearray) -> str:
    """The public key grown from *seed*, as 64 hexadecimal digits."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw().hex()
