"""The rules a record must keep before it is saved, each with its own code and sentence."""

import datetime as dt
from collections.abc import Mapping, Sequence

from careernotes.domain.agreements import LONGEST_DAYS, REVIEW_WITHIN_DAYS, Agreement
from careernotes.domain.conversations import LONGEST_NOTE, NoteBody, Session, ThemeCoding
from careernotes.domain.ids import ThemeId
from careernotes.domain.taxonomy import Taxonomy
from careernotes.domain.vocabulary import Prominence, SessionStatus
from careernotes.errors import CareerNotesError


class RuleError(CareerNotesError):
    """A record breaks a rule of the field."""

    safe = "Nothing has been saved or changed."


class TooManyThemesError(RuleError):
    """More than five themes, two main ones, or one twice."""

    code = "CN301"
    message = "A session has at most five themes, one of them the main one, and none twice."
    hint = "Keep the ones you talked about longest."


class ThemeNeedsAgreementError(RuleError):
    """A sensitive theme without the mentee's agreement."""

    code = "CN302"
    message = "This theme needs the mentee's agreement before it is saved."
    hint = "Not asked yet? Leave it out for now."


class UnknownThemeError(RuleError):
    """A theme outside the taxonomy."""

    code = "CN303"
    message = "This theme is not in the taxonomy of your programme."
    hint = "Choose the closest theme, or leave it out."


class NotHeldError(RuleError):
    """Content for a meeting that was not held."""

    code = "CN304"
    message = (
        "A meeting that did not take place, or lies in the future, cannot have a length, a note or themes."
    )
    hint = "Change its status or its date, or remove them."


class DurationError(RuleError):
    """A length nobody meets for."""

    code = "CN305"
    message = "A meeting lasts between 5 and 240 minutes."
    hint = "Check the length."


class AgreementDatesError(RuleError):
    """Dates of an agreement out of order."""

    code = "CN306"
    message = "The end date must come after the start, at most 18 months later, with the review in between."
    hint = "Check the dates of the agreement."


class NoteTooLongError(RuleError):
    """A note beyond the limit."""

    code = "CN307"
    message = "A note holds at most 20,000 characters."
    hint = "Shorten it, or divide it over two sessions. What you typed is still on the screen."


class PurgeDateError(RuleError):
    """A note kept longer than allowed."""

    code = "CN308"
    message = "A note needs a deletion date that is not later than the programme allows."
    hint = "Choose an earlier date."


class AliasMissingError(RuleError):
    """No alias."""

    code = "CN309"
    message = "A mentee needs an alias."
    hint = "Type one, or take the one offered. A real name is not needed."


class AliasTakenError(RuleError):
    """An alias that belongs to somebody else."""

    code = "CN310"
    message = "You already use this alias for somebody else."
    hint = "Choose another alias."


class NotSignedError(RuleError):
    """Starting before training and sign-up."""

    code = "CN311"
    message = "Finish the mentor training and sign the code of ethics before you start with somebody."
    hint = "Both have a line of their own under My growth."


class UnknownRecordError(RuleError):
    """A record that is gone."""

    code = "CN312"
    message = "This record is no longer in the vault."
    hint = "Open the list again."


SHORTEST_MEETING, LONGEST_MEETING = 5, 240
LONGEST_KEPT_DAYS = 365 + 180


def check_themes(codings: Sequence[ThemeCoding], taxonomy: Taxonomy) -> None:
    """At most five themes, at most one primary, none twice, all known; sensitive ones only when agreed."""
    ids = [coding.theme_id for coding in codings]
    primary = sum(coding.prominence is Prominence.PRIMARY for coding in codings)
    if len(ids) > taxonomy.most_per_session or len(set(ids)) != len(ids) or primary > 1:
        raise TooManyThemesError
    for coding in codings:
        check_theme_allowed(coding.theme_id, taxonomy, agreed=coding.agreed)


def check_theme_allowed(theme_id: ThemeId, taxonomy: Taxonomy, *, agreed: bool) -> None:
    """The theme is known, and agreed to where that is needed."""
    theme = taxonomy.by_id.get(theme_id)
    if theme is None:
        raise UnknownThemeError
    if theme.needs_agreement and not agreed:
        raise ThemeNeedsAgreementError


def check_session(
    session: Session, codings: Sequence[ThemeCoding], notes: Sequence[NoteBody], today: dt.date
) -> None:
    """A kept session lies in the past and has a sensible length; any other has no note, length or themes."""
    if session.status is SessionStatus.KEPT:
        if session.held_on > today:
            raise NotHeldError
        if (
            session.duration_min is not None
            and not SHORTEST_MEETING <= session.duration_min <= LONGEST_MEETING
        ):
            raise DurationError
    elif codings or session.duration_min is not None or any(note.body.strip() for note in notes):
        raise NotHeldError
    for note in notes:
        check_note(note, session.held_on)


def check_note(note: NoteBody, held_on: dt.date) -> None:
    """A note is short enough and goes in time."""
    if len(note.body) > LONGEST_NOTE:
        raise NoteTooLongError
    if (note.purge_on - held_on).days > LONGEST_KEPT_DAYS:
        raise PurgeDateError


def check_agreement(agreement: Agreement) -> None:
    """Start, review and end come in order and within the longest term."""
    length = (agreement.ends_on - agreement.starts_on).days
    review = (agreement.review_on - agreement.starts_on).days
    if not 0 < length <= LONGEST_DAYS or not 0 <= review <= min(REVIEW_WITHIN_DAYS, length):
        raise AgreementDatesError


def check_alias(alias: str, taken: Mapping[str, str], *, own_id: str) -> None:
    """An alias is there and not somebody else's. *taken* maps a folded alias to its owner."""
    folded = alias.strip().casefold()
    if not folded:
        raise AliasMissingError
    if taken.get(folded, own_id) != own_id:
        raise AliasTakenError
