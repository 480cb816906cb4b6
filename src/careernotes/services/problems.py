"""What a service may refuse, each with its own code and three sentences."""

from careernotes.domain.rules import RuleError


class NotesNotExplainedError(RuleError):
    """No agreement without the information about notes."""

    code = "CN501"
    message = "An agreement starts with telling the mentee that you keep notes, why, and for how long."
    hint = "Read the first choice aloud and mark it as told."


class ExpectationsMissingError(RuleError):
    """No agreement without an expectation of each side."""

    code = "CN502"
    message = "An agreement holds at least one expectation of each side."
    hint = "Ask each other: what do you hope for? One short line each is enough."


class NeedsCountingError(RuleError):
    """A choice that means nothing without being counted."""

    code = "CN503"
    message = "This choice needs the choice to be counted first."
    hint = "Ask first whether the mentee wants to be counted."


class ExceptionReasonError(RuleError):
    """The programme's matching rule without a reason."""

    code = "CN504"
    message = "Your programme matches people across countries or parts. This match needs a reason."
    hint = "Mark that you work in different countries or parts, or write the reason."


class AnswersMissingError(RuleError):
    """A check that is not complete."""

    code = "CN505"
    message = "The check is not complete: {count} lines still wait for an answer or a plan."
    hint = "Answer every line. A warning also asks what you will do about it."


class AnswerNotAllowedError(RuleError):
    """Does-not-apply, where the line always applies."""

    code = "CN506"
    message = "This line always applies; it can only be answered with yes or no."
    hint = "Answer yes or no."


class CheckStopsSessionError(RuleError):
    """A session behind a check that says no."""

    code = "CN507"
    message = "The check says that this conversation should not start now."
    safe = "No conversation was started. Nothing that was kept has changed."
    hint = "Put it right or postpone. If it already took place, record it without a check."


class CheckTooOldError(RuleError):
    """A check from before its term."""

    code = "CN508"
    message = "This check is older than {hours} hours, or belongs to another conversation."
    hint = "Do the check again; the short form takes half a minute."


class SensitiveOffError(RuleError):
    """A sensitive theme in a programme that does not store them."""

    code = "CN509"
    message = "Your programme does not record sensitive themes."
    hint = "Leave this theme out. You may still write about it in your notes."


class RatingOutOfRangeError(RuleError):
    """A rating that is not 1 to 5."""

    code = "CN510"
    message = "A rating is a number from 1 to 5, and the first two questions go together."
    hint = "Answer both, or leave the rating empty."


class UnknownGroupError(RuleError):
    """A group the kit does not have."""

    code = "CN511"
    message = "This group is not in the kit of your programme."
    hint = "Choose a group from the list, or leave it empty."


class DateInFutureError(RuleError):
    """Something done on a day to come."""

    code = "CN512"
    message = "This date lies in the future."
    hint = "Fill in the day on which it was done."


class TextTooLongError(RuleError):
    """A short field with a long text."""

    code = "CN513"
    message = "This text is longer than {most} characters."
    hint = "Shorten it; details can go into a note."


class EmptyTextError(RuleError):
    """A field that needs words."""

    code = "CN514"
    message = "This needs a few words."
    hint = "Write one short line."


class OtherTaxonomyError(RuleError):
    """A kit made for other themes."""

    code = "CN515"
    message = "This kit was made for another list of themes ({version}) than this program has."
    safe = "The kit has not been taken over; your vault is unchanged."
    hint = "Install the version your programme uses, or ask your coordinator for a newer kit."


class KitChangedError(RuleError):
    """The kit file in the vault is not the one that was adopted."""

    code = "CN516"
    message = "The programme kit in your vault is not the one you took over."
    safe = "Your notes are unchanged. Nothing is counted for the programme until the kit is right."
    hint = "Open the kit file of your programme again."


class NoKitError(RuleError):
    """Something that needs a kit."""

    code = "CN517"
    message = "This needs the kit of your programme."
    hint = "Open the kit file that your coordinator gave you, under Settings."


class DateTooOldError(RuleError):
    """A conversation before anybody used this program."""

    code = "CN518"
    message = "This date lies too far back."
    hint = "Check the year."


class KitExchangedError(RuleError):
    """The file is no longer the kit whose characters were compared."""

    code = "CN522"
    message = "There is another kit in this file than when its characters were shown."
    safe = "The kit has not been taken over; your vault and your counts are unchanged."
    hint = "Open the file again, and compare the characters by phone once more."


class KitFromOtherPeopleError(RuleError):
    """A kit whose lead, trustee or programme is not the one this vault knows."""

    code = "CN519"
    message = "This kit comes from other people than yours, or another programme: {new}, not {known}."
    safe = "The kit has not been taken over; your vault and your counts are unchanged."
    hint = "Ask your coordinator by phone. Take it over only when they read these new characters to you."
