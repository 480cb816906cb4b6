"""``key new``: a key file for a programme's lead or trustee."""

from pathlib import Path

from careernotes.exporter.errors import ShortPassphraseError
from careernotes.exporter.speech import Answer
from careernotes.i18n import _
from careernotes.sealing.errors import OutputExistsError
from careernotes.sealing.kdf import KdfProfile
from careernotes.sealing.kit_file import fingerprint
from careernotes.sealing.programme_keys import Role, create_key_file

LEAST_CHARACTERS = 12


def new_key(
    out: Path, role: Role, passphrase: str, *, profile: KdfProfile, allow_test: bool = False
) -> Answer:
    """Write a new key file behind *passphrase*; gives the public keys and their fingerprint.

    Raises:
        ShortPassphraseError, OutputExistsError, CannotWriteError.
    """
    if len(passphrase) < LEAST_CHARACTERS:
        raise ShortPassphraseError(least=LEAST_CHARACTERS)
    if out.exists():
        raise OutputExistsError
    public = create_key_file(out, role, passphrase, profile, allow_test=allow_test)
    return Answer(
        result={
            "kind": "key",
            "role": role.value,
            "sign_key": public.sign_key,
            "box_key": public.box_key,
            "fingerprint": fingerprint(public.sign_key),
        },
        lines=[
            _("The key file has been written. Keep a copy of it and of its passphrase in two safe places."),
            _("Without them nobody can open contributions or sign a kit; nobody can restore them either."),
            _("Fingerprint: {fingerprint}").format(fingerprint=fingerprint(public.sign_key)),
        ],
    )
