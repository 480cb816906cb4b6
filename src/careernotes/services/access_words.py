"""The words of an access copy, said to the mentee who reads it: for each field and each closed answer."""

import datetime as dt
from collections.abc import Mapping
from enum import Enum

from careernotes.domain import vocabulary as v
from careernotes.domain.periods import QUARTERS_A_YEAR
from careernotes.i18n import _, noop
from careernotes.services.journey_words import JOURNEY_WORDS
from careernotes.services.wording import day_text

# Bookkeeping of the program: it stands in the data file, and says nothing to a reader.
HIDDEN = frozenset(
    {
        "version_no", "terms_version", "wording_version", "taxonomy_version", "checklist_version", "sequence",
        "finished", "full_form", "seconds_taken", "practice",
    }
)  # fmt: skip
MOMENTS = frozenset({"edited_at", "recorded_at", "completed_at"})
QUARTERS = frozenset({"quarter", "closed_quarter", "gone_quarter"})
FIELDS: Mapping[str, str] = {
    "alias": noop("Name used here"), "full_name": noop("Full name"), "contact": noop("Contact"),
    "business_area": noop("Part of the organisation"), "level_band": noop("Level"), "region": noop("Region"),
    "tenure_band": noop("Time in the organisation"), "function_family": noop("Kind of work"),
    "created_on": noop("Written on"), "status": noop("How it stands"), "stage": noop("Stage"),
    "chosen_by": noop("How you came together"), "moment": noop("Moment in your career"),
    "cross_unit": noop("From different units"), "cross_country": noop("From different countries"),
    "exception_reason": noop("Why an exception was made"), "requested_on": noop("Asked on"),
    "accepted_on": noop("Accepted on"), "started_on": noop("Began on"), "ended_on": noop("Ended on"),
    "end_reason": noop("Why it ended"), "item_id": noop("What was looked at"), "done_on": noop("Done on"),
    "purpose": noop("Purpose"), "boundaries": noop("Boundaries"),
    "planned_meetings": noop("Meetings planned"),
    "cadence_weeks": noop("Weeks between meetings"), "meeting_minutes": noop("Minutes for each meeting"),
    "mode": noop("How"), "contact_between": noop("Contact between meetings"),
    "manager_involvement": noop("Your manager"), "starts_on": noop("Begins on"),
    "review_on": noop("Looked at again on"), "ends_on": noop("Ends on"), "agreed_on": noop("Agreed on"),
    "agreed_how": noop("How it was agreed"), "side": noop("Whose"), "text": noop("Text"),
    "spoken_on": noop("Said on"), "met": noop("Came true"), "key": noop("Choice"), "value": noop("Answer"),
    "said_on": noop("Said on"), "kind": noop("Kind"), "held_on": noop("Held on"),
    "start_time": noop("Began at"), "duration_min": noop("Minutes"),
    "check_result": noop("Check beforehand"), "next_time": noop("Next time"),
    "next_on": noop("Next conversation"), "recorded_at": noop("Recorded on"),
    "layer": noop("Kind of note"), "body": noop("Note"), "edited_at": noop("Last changed on"),
    "purge_on": noop("Goes by itself on"), "theme_id": noop("Theme"), "prominence": noop("Weight"),
    "agreed": noop("You agreed to this theme"), "quarter": noop("Quarter"),
    "asks_about_plans": noop("Asks about your plans (1 to 5)"),
    "helps_apply_learning": noop("Helps you use what you learn (1 to 5)"),
    "opens_doors": noop("Opens doors for you (1 to 5)"), "completed_at": noop("Done on"),
    "result": noop("Result"), "answer": noop("Answer"), "plan": noop("What is done about it"),
    "remark": noop("Remark"), "statement": noop("Goal"), "measure": noop("Measure"),
    "target_on": noop("Meant to be reached on"), "progress_percent": noop("Percent reached"),
    "closed_on": noop("Closed on"), "owner": noop("Who"), "due_on": noop("Due on"),
    "target": noop("With whom"), "own_part": noop("What is in your own hands"),
    "worth": noop("Why it matters to you"), "rated_start": noop("How near at the start (1 to 10)"),
    "rated_now": noop("How near last time (1 to 10)"), "rated_end": noop("How near at the end (1 to 10)"),
    "changed_by": noop("Who changed it"), "moved_to": noop("Moved to"), "noted_on": noop("Noted on"),
    "closed_quarter": noop("Taken or let go in"), "gone_quarter": noop("Gone in"),
    "stay": noop("Staying or leaving"), "phase": noop("When"),
    "direction": noop("I know where I want to go (1 to 5)"),
    "confidence": noop("I trust myself to get there (1 to 5)"),
    "support": noop("There are people who help me (1 to 5)"), "months": noop("Months afterwards"),
    "permission": noop("You said yes to this"), "may_say": noop("What may be said"),
}  # fmt: skip
VALUES: Mapping[Enum, str] = {
    v.EngagementStatus.REQUESTED: noop("asked for"), v.EngagementStatus.ACCEPTED: noop("accepted"),
    v.EngagementStatus.DECLINED: noop("declined"), v.EngagementStatus.ACTIVE: noop("going on"),
    v.EngagementStatus.PAUSED: noop("paused"), v.EngagementStatus.COMPLETED: noop("completed"),
    v.EngagementStatus.ENDED_EARLY: noop("ended early"),
    v.Stage.RAPPORT: noop("getting to know each other"), v.Stage.DIRECTION: noop("finding a direction"),
    v.Stage.PROGRESS: noop("making progress"), v.Stage.WINDING_DOWN: noop("winding down"),
    v.Stage.MOVING_ON: noop("moving on"),
    v.EndReason.GOALS_MET: noop("goals met"), v.EndReason.TIME_UP: noop("time is up"),
    v.EndReason.MENTEE_CHOICE: noop("your choice"), v.EndReason.MENTOR_CHOICE: noop("your mentor's choice"),
    v.EndReason.ROLE_CONFLICT: noop("a clash of roles"),
    v.EndReason.LEFT_ORGANISATION: noop("left the organisation"), v.EndReason.MISMATCH: noop("no match"),
    v.EndReason.NOT_SAID: noop("not said"),
    v.ChosenBy.MENTEE: noop("you chose your mentor"),
    v.ChosenBy.COORDINATOR: noop("suggested by the coordinator"),
    v.ChosenBy.MENTOR: noop("your mentor offered"),
    v.Moment.NEW_HERE: noop("new here"), v.Moment.FINDING_A_PATH: noop("finding a path"),
    v.Moment.LOOKING_FOR_A_ROLE: noop("looking for a role"), v.Moment.MOVING: noop("moving"),
    v.Moment.FIRST_TIME_MANAGER: noop("first-time manager"), v.Moment.LEADING_OTHERS: noop("leading others"),
    v.Moment.THINKING_OF_LEAVING: noop("thinking of leaving"),
    v.SessionKind.CONTRACTING: noop("agreement"), v.SessionKind.EXPLORATION: noop("exploring"),
    v.SessionKind.GOAL_SETTING: noop("setting goals"), v.SessionKind.GROW: noop("working on a question"),
    v.SessionKind.MANAGER_TALK: noop("preparing a talk with the manager"),
    v.SessionKind.MANAGER_STRUGGLE: noop("being a manager"),
    v.SessionKind.REVIEW: noop("quarterly review"), v.SessionKind.CLOSING: noop("closing"),
    v.SessionKind.OPEN: noop("open conversation"),
    v.SessionStatus.PLANNED: noop("planned"), v.SessionStatus.KEPT: noop("took place"),
    v.SessionStatus.RESCHEDULED: noop("moved"), v.SessionStatus.MISSED_BY_MENTEE: noop("missed by you"),
    v.SessionStatus.MISSED_BY_MENTOR: noop("missed by your mentor"),
    v.SessionStatus.CANCELLED_IN_TIME: noop("cancelled in time"),
    v.Mode.IN_PERSON: noop("in person"), v.Mode.VIDEO: noop("by video"), v.Mode.PHONE: noop("by phone"),
    v.Mode.WALK: noop("walking"), v.Mode.MIXED: noop("mixed"),
    v.ContactBetween.NONE: noop("no contact between meetings"), v.ContactBetween.EMAIL: noop("e-mail"),
    v.ContactBetween.CHAT: noop("chat"), v.ContactBetween.PHONE: noop("phone"),
    v.ManagerInvolvement.NONE: noop("not involved"), v.ManagerInvolvement.INFORMED: noop("knows you meet"),
    v.ManagerInvolvement.THREE_WAY_START: noop("joins the start"),
    v.ManagerInvolvement.THREE_WAY_START_AND_END: noop("joins start and end"),
    v.AgreedHow.SPOKEN_AND_CONFIRMED: noop("spoken and confirmed"),
    v.AgreedHow.SIGNED_PAPER: noop("signed on paper"), v.AgreedHow.SIGNED_FILE: noop("signed as a file"),
    v.Side.MENTOR: noop("your mentor"), v.Side.MENTEE: noop("you"),
    v.ExpectationMet.NOT_YET: noop("not yet"), v.ExpectationMet.PARTLY: noop("partly"),
    v.ExpectationMet.YES: noop("yes"), v.ExpectationMet.DROPPED: noop("dropped"),
    v.ConsentKey.NOTES_INFORMED: noop("You know that notes are kept"),
    v.ConsentKey.COUNTED_GENERAL: noop("Themes may be counted, without your name"),
    v.ConsentKey.COUNTED_SENSITIVE: noop("Sensitive themes may be counted, without your name"),
    v.ConsentKey.CASE_DISCUSSION: noop("May be spoken about without your name in a case discussion"),
    v.ConsentKey.FOLLOW_UP: noop("May be asked afterwards how it went"),
    v.ConsentKey.SEGMENT_USE: noop("Broad groups may be used in the counting"),
    v.NoteLayer.RECORD: noop("record, for both of us"),
    v.NoteLayer.WORKING: noop("working note of your mentor"),
    v.Prominence.PRIMARY: noop("what it was mostly about"), v.Prominence.SECONDARY: noop("also spoken about"),
    v.GoalKind.ADVANCEMENT: noop("a step up"), v.GoalKind.LATERAL_MOBILITY: noop("a sideways step"),
    v.GoalKind.CROSS_FUNCTIONAL: noop("another function"), v.GoalKind.GEOGRAPHIC: noop("another place"),
    v.GoalKind.COMPETENCE: noop("a skill"), v.GoalKind.NETWORK: noop("a network"),
    v.GoalKind.WELLBEING: noop("wellbeing at work"), v.GoalKind.NOT_SAID: noop("not said"),
    v.GoalStatus.DRAFT: noop("being shaped"), v.GoalStatus.OPEN: noop("open"),
    v.GoalStatus.ON_TRACK: noop("on track"), v.GoalStatus.STUCK: noop("stuck"),
    v.GoalStatus.REACHED: noop("reached"), v.GoalStatus.CHANGED: noop("changed"),
    v.GoalStatus.DROPPED: noop("dropped"),
    v.ActionStatus.OPEN: noop("open"), v.ActionStatus.DONE: noop("done"),
    v.ActionStatus.CARRIED_OVER: noop("carried over"), v.ActionStatus.DROPPED: noop("dropped"),
    v.SponsorStatus.PROPOSED: noop("proposed"), v.SponsorStatus.AGREED: noop("agreed"),
    v.SponsorStatus.DONE: noop("done"), v.SponsorStatus.NO_REPLY: noop("no reply"),
    v.SponsorStatus.LED_TO_SOMETHING: noop("led to something"),
    v.Answer.YES: noop("yes"), v.Answer.NO: noop("no"), v.Answer.NOT_APPLICABLE: noop("does not apply"),
    v.CheckResult.CLEAR: noop("Ethics check done"),
    v.CheckResult.WITH_WARNINGS: noop("Ethics check done, with a plan"),
    v.CheckResult.BLOCKED: noop("Ethics check stopped"), v.CheckResult.MISSING: noop("No ethics check"),
    v.Plan.DISCLOSE: noop("say it openly"), v.Plan.POSTPONE: noop("offer a new date"),
    v.Plan.HAND_OVER: noop("hand over"), v.Plan.SET_BOUNDARY: noop("set a boundary"),
    v.Plan.FIX_NOW: noop("put it right now"), v.Plan.NONE: noop("nothing yet"),
    **JOURNEY_WORDS,
}  # fmt: skip


def field_words(name: str) -> str:
    """What a field is called."""
    return _(FIELDS[name])


def value_words(value: Enum) -> str:
    """One answer of a closed list."""
    return _(VALUES[value])


def quarter_words(quarter: int) -> str:
    """A running quarter as a quarter of its year."""
    year, number = divmod(quarter, QUARTERS_A_YEAR)
    return _("quarter {number} of {year}").format(number=number + 1, year=year)


def moment_words(moment: int, zone: dt.tzinfo | None) -> str:
    """A moment as its day."""
    return day_text(dt.datetime.fromtimestamp(moment, tz=zone).date())


def request_words(item_id: str) -> str:
    """What they asked their mentor for; empty for any other review."""
    words = {
        "request.copy": _("You asked for a copy"),
        "request.erasing": _("You asked to be erased"),
    }
    return words.get(item_id.removesuffix(".unsure"), "")
