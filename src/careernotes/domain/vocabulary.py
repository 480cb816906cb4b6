"""The closed lists of the field: every value that can be counted is a member of one of these."""

import enum


class EngagementStatus(enum.Enum):
    """Where a mentoring relation stands."""
    REQUESTED = "requested"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    ACTIVE = "active"
    PAUSED = "paused"
    COMPLETED = "completed"
    ENDED_EARLY = "ended_early"


class Stage(enum.Enum):
    """The five phases of a mentoring relation."""
    RAPPORT = "rapport"
    DIRECTION = "direction"
    PROGRESS = "progress"
    WINDING_DOWN = "winding_down"
    MOVING_ON = "moving_on"


class EndReason(enum.Enum):
    """Why a relation ended."""
    GOALS_MET = "goals_met"
    TIME_UP = "time_up"
    MENTEE_CHOICE = "mentee_choice"
    MENTOR_CHOICE = "mentor_choice"
    ROLE_CONFLICT = "role_conflict"
    LEFT_ORGANISATION = "left_organisation"
    MISMATCH = "mismatch"
    NOT_SAID = "not_said"


class ChosenBy(enum.Enum):
    """How the mentee came to this mentor; the order is the order of its figures."""
    MENTEE = "mentee"
    COORDINATOR = "coordinator"
    MENTOR = "mentor"


class Moment(enum.Enum):
    """The moment in a career at which somebody asks for a mentor; the order is the order of its figures."""
    NEW_HERE = "new_here"
    FINDING_A_PATH = "finding_a_path"
    LOOKING_FOR_A_ROLE = "looking_for_a_role"
    MOVING = "moving"
    FIRST_TIME_MANAGER = "first_time_manager"
    LEADING_OTHERS = "leading_others"
    THINKING_OF_LEAVING = "thinking_of_leaving"


class SessionKind(enum.Enum):
    """What a session is for."""
    CONTRACTING = "contracting"
    EXPLORATION = "exploration"
    GOAL_SETTING = "goal_setting"
    GROW = "grow"
    MANAGER_TALK = "manager_talk"
    MANAGER_STRUGGLE = "manager_struggle"
    REVIEW = "review"
    CLOSING = "closing"
    OPEN = "open"


class SessionStatus(enum.Enum):
    """What became of a planned session."""
    PLANNED = "planned"
    KEPT = "kept"
    RESCHEDULED = "rescheduled"
    MISSED_BY_MENTEE = "missed_by_mentee"
    MISSED_BY_MENTOR = "missed_by_mentor"
    CANCELLED_IN_TIME = "cancelled_in_time"


class Mode(enum.Enum):
    """How people meet."""
    IN_PERSON = "in_person"
    VIDEO = "video"
    PHONE = "phone"
    WALK = "walk"
    MIXED = "mixed"


class ContactBetween(enum.Enum):
    """Contact agreed between meetings."""
    NONE = "none"
    EMAIL = "email"
    CHAT = "chat"
    PHONE = "phone"


class ManagerInvolvement(enum.Enum):
    """What the direct manager knows or does."""
    NONE = "none"
    INFORMED = "informed"
    THREE_WAY_START = "three_way_start"
    THREE_WAY_START_AND_END = "three_way_start_and_end"


class AgreedHow(enum.Enum):
    """How an agreement was made."""
    SPOKEN_AND_CONFIRMED = "spoken_and_confirmed"
    SIGNED_PAPER = "signed_paper"
    SIGNED_FILE = "signed_file"


class Side(enum.Enum):
    """Whose expectation, or whose action."""
    MENTOR = "mentor"
    MENTEE = "mentee"


class ExpectationMet(enum.Enum):
    """Whether an expectation came true."""
    NOT_YET = "not_yet"
    PARTLY = "partly"
    YES = "yes"
    DROPPED = "dropped"


class ConsentKey(enum.Enum):
    """The six choices of the agreement."""
    NOTES_INFORMED = "notes_informed"
    COUNTED_GENERAL = "counted_general"
    COUNTED_SENSITIVE = "counted_sensitive"
    CASE_DISCUSSION = "case_discussion"
    FOLLOW_UP = "follow_up"
    SEGMENT_USE = "segment_use"


class NoteLayer(enum.Enum):
    """The record may be shared with the mentee; working notes are the mentor's own."""
    RECORD = "record"
    WORKING = "working"


class Prominence(enum.Enum):
    """One theme of a session may be the main one."""
    PRIMARY = "primary"
    SECONDARY = "secondary"


class GoalKind(enum.Enum):
    """What a goal is about."""
    ADVANCEMENT = "advancement"
    LATERAL_MOBILITY = "lateral_mobility"
    CROSS_FUNCTIONAL = "cross_functional"
    GEOGRAPHIC = "geographic"
    COMPETENCE = "competence"
    NETWORK = "network"
    WELLBEING = "wellbeing"
    NOT_SAID = "not_said"


class GoalStatus(enum.Enum):
    """Where a goal stands."""
    DRAFT = "draft"
    OPEN = "open"
    ON_TRACK = "on_track"
    STUCK = "stuck"
    REACHED = "reached"
    CHANGED = "changed"
    DROPPED = "dropped"


class ActionStatus(enum.Enum):
    """Where an action stands."""
    OPEN = "open"
    DONE = "done"
    CARRIED_OVER = "carried_over"
    DROPPED = "dropped"


class SponsorActKind(enum.Enum):
    """A door the mentor opened."""
    INTRODUCTION = "introduction"
    RECOMMENDATION = "recommendation"
    OPPORTUNITY_SHARED = "opportunity_shared"
    DOOR_OPENED = "door_opened"
    ADVOCACY_IN_MEETING = "advocacy_in_meeting"
    ACCESS_TO_EVENT = "access_to_event"
    STRETCH_TASK = "stretch_task"
    SKILL_SHARED = "skill_shared"


class SponsorStatus(enum.Enum):
    """What became of it."""
    PROPOSED = "proposed"
    AGREED = "agreed"
    DONE = "done"
    NO_REPLY = "no_reply"
    LED_TO_SOMETHING = "led_to_something"


class OutcomeKind(enum.Enum):
    """What happened in somebody's career."""
    PROMOTION = "promotion"
    LATERAL_MOVE = "lateral_move"
    CROSS_FUNCTIONAL_MOVE = "cross_functional_move"
    GEOGRAPHIC_MOVE = "geographic_move"
    BIGGER_SCOPE = "bigger_scope"
    PROJECT_ASSIGNMENT = "project_assignment"
    QUALIFICATION = "qualification"
    SAME_ROLE_BY_CHOICE = "same_role_by_choice"
    SAME_ROLE = "same_role"
    LEFT_ORGANISATION = "left_organisation"
    NOT_KNOWN = "not_known"


class TrainingModule(enum.Enum):
    """A course for mentors."""
    MENTOR_ELEARNING = "mentor_elearning"
    ETHICS = "ethics"
    NOTES_AND_CODING = "notes_and_coding"
    SAFETY_ROUTE = "safety_route"
    REFRESHER = "refresher"
    FACILITATION = "facilitation"


class SupervisionKind(enum.Enum):
    """How mentors talk about their own work."""
    GROUP_CASE_DISCUSSION = "group_case_discussion"
    INDIVIDUAL_SUPERVISION = "individual_supervision"
    PEER_INTERVISION = "peer_intervision"
    BRIEFING = "briefing"


class LearningArea(enum.Enum):
    """The five areas in which a mentor grows."""
    PERSONAL = "personal"
    PROFESSIONAL = "professional"
    NETWORK = "network"
    CAREER = "career"
    CULTURE = "culture"


class TalkShare(enum.Enum):
    """Who talked most in a conversation, as the mentor looks back on it."""
    MENTEE = "mentee"
    EVEN = "even"
    MENTOR = "mentor"


class ConflictKind(enum.Enum):
    """A fact about the mentor that may clash with a mentee's interest."""
    LINE = "line"
    PANEL = "panel"
    RECRUITER = "recruiter"
    RELATIVE = "relative"
    VACANCY = "vacancy"


class Answer(enum.Enum):
    """An answer in the ethics check; nothing is ever pre-ticked."""
    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"


class Effect(enum.Enum):
    """What a "no" does."""

    BLOCK = "block"
    WARN = "warn"
    PROMPT = "prompt"


class CheckResult(enum.Enum):
    """The outcome of an ethics check."""
    CLEAR = "clear"
    WITH_WARNINGS = "with_warnings"
    BLOCKED = "blocked"
    MISSING = "missing"


class Plan(enum.Enum):
    """What the mentor will do about a warning."""
    DISCLOSE = "disclose"
    POSTPONE = "postpone"
    HAND_OVER = "hand_over"
    SET_BOUNDARY = "set_boundary"
    FIX_NOW = "fix_now"
    NONE = "none"
