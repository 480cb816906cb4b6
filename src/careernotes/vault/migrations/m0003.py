"""Schema 3: the mentee's journey. Only new tables: what stood in the vault is not touched.

Frozen: a change is a new migration. Nothing of the product is imported, so this text means the same for ever.
"""

TABLES = (
    """CREATE TABLE main.goal_plan (
        id INTEGER PRIMARY KEY, plan_id TEXT NOT NULL UNIQUE,
        goal_id TEXT NOT NULL REFERENCES goal (goal_id) DEFERRABLE INITIALLY DEFERRED,
        own_part TEXT NOT NULL, worth TEXT NOT NULL, rated_start INTEGER, rated_now INTEGER, rated_end INTEGER
    ) STRICT""",
    """CREATE TABLE main.session_change (
        id INTEGER PRIMARY KEY, change_id TEXT NOT NULL UNIQUE,
        session_id TEXT NOT NULL REFERENCES session (session_id) DEFERRABLE INITIALLY DEFERRED,
        changed_by TEXT NOT NULL, moved_to TEXT, noted_on TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE main.wanted_step (
        id INTEGER PRIMARY KEY, step_id TEXT NOT NULL UNIQUE,
        engagement_id TEXT NOT NULL REFERENCES engagement (engagement_id) DEFERRABLE INITIALLY DEFERRED,
        kind TEXT NOT NULL, quarter INTEGER NOT NULL, status TEXT NOT NULL, closed_quarter INTEGER
    ) STRICT""",
    """CREATE TABLE main.barrier (
        id INTEGER PRIMARY KEY, barrier_id TEXT NOT NULL UNIQUE,
        engagement_id TEXT NOT NULL REFERENCES engagement (engagement_id) DEFERRABLE INITIALLY DEFERRED,
        kind TEXT NOT NULL, quarter INTEGER NOT NULL, gone_quarter INTEGER
    ) STRICT""",
    """CREATE TABLE main.stay_signal (
        id INTEGER PRIMARY KEY, signal_id TEXT NOT NULL UNIQUE,
        engagement_id TEXT NOT NULL REFERENCES engagement (engagement_id) DEFERRABLE INITIALLY DEFERRED,
        quarter INTEGER NOT NULL, stay TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE main.self_assessment (
        id INTEGER PRIMARY KEY, assessment_id TEXT NOT NULL UNIQUE,
        engagement_id TEXT NOT NULL REFERENCES engagement (engagement_id) DEFERRABLE INITIALLY DEFERRED,
        phase TEXT NOT NULL, quarter INTEGER NOT NULL, direction INTEGER NOT NULL,
        confidence INTEGER NOT NULL, support INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE main.aftercare (
        id INTEGER PRIMARY KEY, aftercare_id TEXT NOT NULL UNIQUE,
        engagement_id TEXT NOT NULL REFERENCES engagement (engagement_id) DEFERRABLE INITIALLY DEFERRED,
        months INTEGER NOT NULL, due_on TEXT NOT NULL, done_on TEXT, text TEXT NOT NULL
    ) STRICT""",
)

INDEXES = (
    "CREATE INDEX main.goal_plan_by_goal_id ON goal_plan (goal_id)",
    "CREATE INDEX main.session_change_by_session_id ON session_change (session_id)",
    "CREATE INDEX main.wanted_step_by_engagement_id ON wanted_step (engagement_id)",
    "CREATE INDEX main.barrier_by_engagement_id ON barrier (engagement_id)",
    "CREATE INDEX main.stay_signal_by_engagement_id ON stay_signal (engagement_id)",
    "CREATE INDEX main.self_assessment_by_engagement_id ON self_assessment (engagement_id)",
    "CREATE INDEX main.aftercare_by_engagement_id ON aftercare (engagement_id)",
)

NOTES = (*TABLES, *INDEXES)
