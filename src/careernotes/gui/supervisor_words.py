"""The one sentence the supervisor may have to say itself."""

import sys

from careernotes.i18n import _, set_language, system_language


def tell_fallen() -> None:
    """The window ended several times in a few minutes and is not started once more."""
    set_language(system_language())
    text = _(
        "Career Notes ended unexpectedly several times and was not started again. "
        "What was saved is safe in the vault."
    )
    if sys.stderr is not None:
        sys.stderr.write(text + "\n")
