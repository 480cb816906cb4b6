"""What the journey may refuse, each with its own code and three sentences."""

from careernotes.domain.rules import RuleError


class QuarterAheadError(RuleError):
    """A step taken in a quarter still to come."""

    code = "CN590"
    message = "This quarter is still to come."
    hint = "Note a step in the quarter in which it was taken."


class PermissionMissingError(RuleError):
    """A door without the mentee's yes (V18)."""

    code = "CN591"
    message = "No door is opened before the mentee has said yes: to whom, and what may be said."
    hint = "Ask first. Until then it stays an idea here."


class NotPlannedError(RuleError):
    """Something was to be said about a meeting that is not waiting."""

    code = "CN592"
    message = "This meeting is not waiting any more."
    hint = "Look at the list again; plan a new one if you want to meet."


class DayBehindError(RuleError):
    """A meeting planned for a day that is over."""

    code = "CN593"
    message = "A meeting can only be planned for today or a day to come."
    hint = "Write down a conversation you had with New session."


class AftercareNeedsNameError(RuleError):
    """The name is to go at once, and somebody is to be asked afterwards how it went."""

    code = "CN594"
    message = "You agreed to ask afterwards how it went; for that the name has to stay until then."
    hint = "Keep the name for now, or agree on no aftercare."
