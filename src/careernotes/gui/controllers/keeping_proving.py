"""Asking the passphrase again, in the page, and doing what it was asked for in the same go."""

from collections.abc import Callable
from functools import partial
from typing import ParamSpec, TypeVar

from careernotes.errors import CareerNotesError
from careernotes.gui.navigation import SessionContext
from careernotes.gui.widgets.proving_field import ProvingField
from careernotes.i18n import error_text
from careernotes.services import proving
from careernotes.services.desk import Desk
from careernotes.services.unlocking import KdfProfile

P = ParamSpec("P")
T = TypeVar("T")
# What the proof of the passphrase can answer.
NOT_PROVED = frozenset({"CN101", "CN102", "CN533"})


def begin(context: SessionContext, field: ProvingField) -> None:
    """The field is shown, unless the passphrase was shown within the last minute."""
    field.ask(by_sheet=context.open_desk.vault.sheet_used)
    field.setVisible(not proving.proved(context.open_desk))


def show_refused(field: ProvingField, error: CareerNotesError) -> None:
    """Why it was not done; the field stays only where another passphrase can help."""
    field.setVisible(True)
    if error.code in NOT_PROVED:
        field.show_problem(error_text(error))
    else:
        field.show_refusal(error_text(error))


def with_proof(context: SessionContext, field: ProvingField, call: Callable[P, T]) -> Callable[P, T]:
    """*call* for the lane, after what was typed was shown to be right; what was typed is forgotten here."""
    typed = "" if field.isHidden() else field.take()
    return partial(_prove_and_do, context.open_desk, typed, context.profile, call)


def _prove_and_do(
    desk: Desk, typed: str, test: KdfProfile | None, call: Callable[P, T], *given: P.args, **named: P.kwargs
) -> T:
    if typed:
        proving.prove(desk, typed, allow_test=test is not None)
    else:
        # The field was not shown because it was proved then: by now that may be more than a minute ago.
        proving.require(desk)
    return call(*given, **named)
