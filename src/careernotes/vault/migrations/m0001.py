"""Schema 1: every record in a table of its own, the search index, and the counts as whole numbers only.

Frozen: a change is a new migration. Nothing of the product is imported, so this text means the same for ever.
"""

# One table for each kind of record; id is the row number, and for a session also its place in time.
RECORDS = (
    """CREATE TABLE mentor_profile (
        id INTEGER PRIMARY KEY, profile_id TEXT NOT NULL UNIQUE, display_name TEXT NOT NULL,
        unit TEXT NOT NULL, country TEXT NOT NULL, caseload_limit INTEGER NOT NULL, mentoring_since INTEGER,
        why_i_mentor TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE conflict_fact (
        id INTEGER PRIMARY KEY, fact_id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, unit TEXT NOT NULL,
        label TEXT NOT NULL, noted_on TEXT NOT NULL, ended_on TEXT
    ) STRICT""",
    """CREATE TABLE sign_up (
        id INTEGER PRIMARY KEY, sign_up_id TEXT NOT NULL UNIQUE, code_version TEXT NOT NULL,
        signed_on TEXT NOT NULL, valid_until TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE training (
        id INTEGER PRIMARY KEY, training_id TEXT NOT NULL UNIQUE, module TEXT NOT NULL,
        completed_on TEXT NOT NULL, certificate TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE supervision (
        id INTEGER PRIMARY KEY, supervision_id TEXT NOT NULL UNIQUE, held_on TEXT NOT NULL,
        kind TEXT NOT NULL, minutes INTEGER NOT NULL,
        brought_case INTEGER NOT NULL CHECK (brought_case IN (0, 1)), takeaway TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE review (
        id INTEGER PRIMARY KEY, review_id TEXT NOT NULL UNIQUE, item_id TEXT NOT NULL,
        engagement_id TEXT NOT NULL, done_on TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE learning_entry (
        id INTEGER PRIMARY KEY, entry_id TEXT NOT NULL UNIQUE, area TEXT NOT NULL, text TEXT NOT NULL,
        quarter INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE mentee (
        id INTEGER PRIMARY KEY, mentee_id TEXT NOT NULL UNIQUE, alias TEXT NOT NULL,
        full_name TEXT NOT NULL, contact TEXT NOT NULL, business_area TEXT NOT NULL,
        level_band TEXT NOT NULL, region TEXT NOT NULL, tenure_band TEXT NOT NULL,
        function_family TEXT NOT NULL, created_on TEXT NOT NULL,
        practice INTEGER NOT NULL CHECK (practice IN (0, 1))
    ) STRICT""",
    """CREATE TABLE engagement (
        id INTEGER PRIMARY KEY, engagement_id TEXT NOT NULL UNIQUE,
        mentee_id TEXT NOT NULL REFERENCES mentee (mentee_id) DEFERRABLE INITIALLY DEFERRED,
        status TEXT NOT NULL, stage TEXT NOT NULL, chosen_by TEXT NOT NULL, moment TEXT NOT NULL,
        cross_unit INTEGER NOT NULL CHECK (cross_unit IN (0, 1)),
        cross_country INTEGER NOT NULL CHECK (cross_country IN (0, 1)), exception_reason TEXT NOT NULL,
        requested_on TEXT NOT NULL, accepted_on TEXT, started_on TEXT NOT NULL, ended_on TEXT,
        end_reason TEXT,
        reopened_from TEXT REFERENCES engagement (engagement_id) DEFERRABLE INITIALLY DEFERRED
    ) STRICT""",
    """CREATE TABLE agreement (
        id INTEGER PRIMARY KEY, agreement_id TEXT NOT NULL UNIQUE,
        engagement_id TEXT NOT NULL REFERENCES engagement (engagement_id) DEFERRABLE INITIALLY DEFERRED,
        version_no INTEGER NOT NULL, terms_version TEXT NOT NULL, purpose TEXT NOT NULL,
        boundaries TEXT NOT NULL, planned_meetings INTEGER NOT NULL, cadence_weeks INTEGER NOT NULL,
        meeting_minutes INTEGER NOT NULL, mode TEXT NOT NULL, contact_between TEXT NOT NULL,
        manager_involvement TEXT NOT NULL, starts_on TEXT NOT NULL, review_on TEXT NOT NULL,
        ends_on TEXT NOT NULL, agreed_on TEXT NOT NULL, agreed_how TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE expectation (
        id INTEGER PRIMARY KEY, expectation_id TEXT NOT NULL UNIQUE,
        engagement_id TEXT NOT NULL REFERENCES engagement (engagement_id) DEFERRABLE INITIALLY DEFERRED,
        side TEXT NOT NULL, text TEXT NOT NULL, spoken_on TEXT NOT NULL, met TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE consent_record (
        id INTEGER PRIMARY KEY, consent_id TEXT NOT NULL UNIQUE,
        engagement_id TEXT NOT NULL REFERENCES engagement (engagement_id) DEFERRABLE INITIALLY DEFERRED,
        key TEXT NOT NULL, value INTEGER NOT NULL CHECK (value IN (0, 1)), theme_id TEXT,
        wording_version TEXT NOT NULL, said_on TEXT NOT NULL, sequence INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE session (
        id INTEGER PRIMARY KEY, session_id TEXT NOT NULL UNIQUE,
        engagement_id TEXT NOT NULL REFERENCES engagement (engagement_id) DEFERRABLE INITIALLY DEFERRED,
        kind TEXT NOT NULL, status TEXT NOT NULL, held_on TEXT NOT NULL, start_time TEXT NOT NULL,
        duration_min INTEGER, mode TEXT NOT NULL, check_result TEXT NOT NULL, next_time TEXT NOT NULL,
        next_on TEXT, finished INTEGER NOT NULL CHECK (finished IN (0, 1)), recorded_at INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE note_body (
        id INTEGER PRIMARY KEY, note_id TEXT NOT NULL UNIQUE,
        session_id TEXT NOT NULL REFERENCES session (session_id) DEFERRABLE INITIALLY DEFERRED,
        layer TEXT NOT NULL, body TEXT NOT NULL, edited_at INTEGER NOT NULL, purge_on TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE theme_coding (
        id INTEGER PRIMARY KEY, coding_id TEXT NOT NULL UNIQUE,
        session_id TEXT NOT NULL REFERENCES session (session_id) DEFERRABLE INITIALLY DEFERRED,
        theme_id TEXT NOT NULL, taxonomy_version TEXT NOT NULL, prominence TEXT NOT NULL,
        agreed INTEGER NOT NULL CHECK (agreed IN (0, 1))
    ) STRICT""",
    """CREATE TABLE manager_rating (
        id INTEGER PRIMARY KEY, rating_id TEXT NOT NULL UNIQUE,
        engagement_id TEXT NOT NULL REFERENCES engagement (engagement_id) DEFERRABLE INITIALLY DEFERRED,
        quarter INTEGER NOT NULL, asks_about_plans INTEGER, helps_apply_learning INTEGER,
        opens_doors INTEGER
    ) STRICT""",
    """CREATE TABLE ethics_check (
        id INTEGER PRIMARY KEY, check_id TEXT NOT NULL UNIQUE,
        engagement_id TEXT NOT NULL REFERENCES engagement (engagement_id) DEFERRABLE INITIALLY DEFERRED,
        session_id TEXT REFERENCES session (session_id) DEFERRABLE INITIALLY DEFERRED,
        checklist_version TEXT NOT NULL, full_form INTEGER NOT NULL CHECK (full_form IN (0, 1)),
        completed_at INTEGER NOT NULL, seconds_taken INTEGER NOT NULL, result TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE ethics_answer (
        id INTEGER PRIMARY KEY, answer_id TEXT NOT NULL UNIQUE,
        check_id TEXT NOT NULL REFERENCES ethics_check (check_id) DEFERRABLE INITIALLY DEFERRED,
        item_id TEXT NOT NULL, answer TEXT NOT NULL, plan TEXT, remark TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE goal (
        id INTEGER PRIMARY KEY, goal_id TEXT NOT NULL UNIQUE,
        engagement_id TEXT NOT NULL REFERENCES engagement (engagement_id) DEFERRABLE INITIALLY DEFERRED,
        kind TEXT NOT NULL, statement TEXT NOT NULL, measure TEXT NOT NULL, target_on TEXT,
        status TEXT NOT NULL, progress_percent INTEGER NOT NULL, closed_on TEXT, created_on TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE action (
        id INTEGER PRIMARY KEY, action_id TEXT NOT NULL UNIQUE,
        engagement_id TEXT NOT NULL REFERENCES engagement (engagement_id) DEFERRABLE INITIALLY DEFERRED,
        session_id TEXT REFERENCES session (session_id) DEFERRABLE INITIALLY DEFERRED, owner TEXT NOT NULL,
        text TEXT NOT NULL, due_on TEXT, status TEXT NOT NULL, created_on TEXT NOT NULL, done_on TEXT
    ) STRICT""",
    """CREATE TABLE sponsor_act (
        id INTEGER PRIMARY KEY, act_id TEXT NOT NULL UNIQUE,
        engagement_id TEXT NOT NULL REFERENCES engagement (engagement_id) DEFERRABLE INITIALLY DEFERRED,
        kind TEXT NOT NULL, target TEXT NOT NULL, permission INTEGER NOT NULL CHECK (permission IN (0, 1)),
        may_say TEXT NOT NULL, status TEXT NOT NULL, done_on TEXT
    ) STRICT""",
    """CREATE TABLE outcome (
        id INTEGER PRIMARY KEY, outcome_id TEXT NOT NULL UNIQUE,
        engagement_id TEXT NOT NULL REFERENCES engagement (engagement_id) DEFERRABLE INITIALLY DEFERRED,
        kind TEXT NOT NULL, quarter INTEGER NOT NULL, remark TEXT NOT NULL
    ) STRICT""",
)

INDEXES = (
    "CREATE INDEX review_by_engagement_id ON review (engagement_id)",
    "CREATE INDEX engagement_by_mentee_id ON engagement (mentee_id)",
    "CREATE INDEX engagement_by_reopened_from ON engagement (reopened_from)",
    "CREATE INDEX agreement_by_engagement_id ON agreement (engagement_id)",
    "CREATE INDEX expectation_by_engagement_id ON expectation (engagement_id)",
    "CREATE INDEX consent_record_by_engagement_id ON consent_record (engagement_id)",
    "CREATE INDEX session_by_engagement_id ON session (engagement_id)",
    "CREATE INDEX note_body_by_session_id ON note_body (session_id)",
    "CREATE INDEX theme_coding_by_session_id ON theme_coding (session_id)",
    "CREATE INDEX manager_rating_by_engagement_id ON manager_rating (engagement_id)",
    "CREATE INDEX ethics_check_by_engagement_id ON ethics_check (engagement_id)",
    "CREATE INDEX ethics_check_by_session_id ON ethics_check (session_id)",
    "CREATE INDEX ethics_answer_by_check_id ON ethics_answer (check_id)",
    "CREATE INDEX goal_by_engagement_id ON goal (engagement_id)",
    "CREATE INDEX action_by_engagement_id ON action (engagement_id)",
    "CREATE INDEX action_by_session_id ON action (session_id)",
    "CREATE INDEX sponsor_act_by_engagement_id ON sponsor_act (engagement_id)",
    "CREATE INDEX outcome_by_engagement_id ON outcome (engagement_id)",
)

# What the vault keeps beside the records.
OWN = (
    """CREATE TABLE state (
        one INTEGER PRIMARY KEY CHECK (one = 1), vault_id TEXT NOT NULL, created_on TEXT NOT NULL,
        commit_seq INTEGER NOT NULL, header_generation INTEGER NOT NULL
    ) STRICT""",
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE draft (key TEXT PRIMARY KEY, body TEXT NOT NULL, updated_at INTEGER NOT NULL) STRICT",
    """CREATE TABLE person_number (
        mentee_id TEXT PRIMARY KEY REFERENCES mentee (mentee_id) DEFERRABLE INITIALLY DEFERRED,
        number INTEGER NOT NULL UNIQUE CHECK (number BETWEEN 1 AND 4611686018427387903)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE meeting_number (
        session_id TEXT PRIMARY KEY REFERENCES session (session_id) DEFERRABLE INITIALLY DEFERRED,
        number INTEGER NOT NULL UNIQUE CHECK (number BETWEEN 1 AND 4611686018427387903)
    ) STRICT, WITHOUT ROWID""",
)

# One document for each session: its two layers and the line for next time. The text is read through the view,
# so the index holds terms only; detail=column keeps it small, prefix makes two and three letters instant.
SEARCH = (
    """CREATE VIEW document AS SELECT s.id AS id,
        (SELECT group_concat(n.body, char(10)) FROM note_body AS n
            WHERE n.session_id = s.session_id AND n.layer = 'record') AS record,
        (SELECT group_concat(n.body, char(10)) FROM note_body AS n
            WHERE n.session_id = s.session_id AND n.layer = 'working') AS working,
        s.next_time AS next_time
        FROM session AS s""",
    """CREATE VIRTUAL TABLE words USING fts5 (
        record, working, next_time, content='document', content_rowid='id', prefix='2 3', detail=column,
        tokenize='unicode61 remove_diacritics 2'
    )""",
    "INSERT INTO words (words, rank) VALUES ('secure-delete', 1)",
)

NOTES = (*RECORDS, *INDEXES, *OWN, *SEARCH)

# themes.db, attached as th: whole numbers in narrow ranges and nothing else. No text can be put in.
THEMES = (
    "CREATE TABLE th.state (one INTEGER PRIMARY KEY CHECK (one = 1), commit_seq INTEGER NOT NULL) STRICT",
    "INSERT INTO th.state (one, commit_seq) VALUES (1, 0)",
    """CREATE TABLE th.person (
        person INTEGER PRIMARY KEY CHECK (person BETWEEN 1 AND 4611686018427387903),
        sensitive INTEGER NOT NULL CHECK (sensitive IN (0, 1)),
        business_area INTEGER NOT NULL CHECK (business_area BETWEEN 0 AND 60),
        level_band INTEGER NOT NULL CHECK (level_band BETWEEN 0 AND 60),
        region INTEGER NOT NULL CHECK (region BETWEEN 0 AND 60),
        tenure_band INTEGER NOT NULL CHECK (tenure_band BETWEEN 0 AND 60),
        function_family INTEGER NOT NULL CHECK (function_family BETWEEN 0 AND 60),
        chosen_by INTEGER NOT NULL CHECK (chosen_by BETWEEN 0 AND 9),
        moment INTEGER NOT NULL CHECK (moment BETWEEN 0 AND 20),
        started_quarter INTEGER NOT NULL CHECK (started_quarter BETWEEN 7880 AND 8799),
        ended_quarter INTEGER NOT NULL CHECK (ended_quarter = 0 OR ended_quarter BETWEEN 7880 AND 8799)
    ) STRICT""",
    """CREATE TABLE th.meeting (
        meeting INTEGER PRIMARY KEY CHECK (meeting BETWEEN 1 AND 4611686018427387903),
        person INTEGER NOT NULL REFERENCES person (person) DEFERRABLE INITIALLY DEFERRED,
        quarter INTEGER NOT NULL CHECK (quarter BETWEEN 7880 AND 8799),
        status INTEGER NOT NULL CHECK (status BETWEEN 1 AND 20),
        mode INTEGER NOT NULL CHECK (mode BETWEEN 1 AND 20)
    ) STRICT""",
    """CREATE TABLE th.coding (
        meeting INTEGER NOT NULL REFERENCES meeting (meeting) DEFERRABLE INITIALLY DEFERRED,
        person INTEGER NOT NULL REFERENCES person (person) DEFERRABLE INITIALLY DEFERRED,
        quarter INTEGER NOT NULL CHECK (quarter BETWEEN 7880 AND 8799),
        theme INTEGER NOT NULL CHECK (theme BETWEEN 1 AND 9999),
        "primary" INTEGER NOT NULL CHECK ("primary" IN (0, 1)),
        agreed INTEGER NOT NULL CHECK (agreed IN (0, 1)),
        PRIMARY KEY (meeting, theme)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE th.rating (
        person INTEGER NOT NULL REFERENCES person (person) DEFERRABLE INITIALLY DEFERRED,
        quarter INTEGER NOT NULL CHECK (quarter BETWEEN 7880 AND 8799),
        asks INTEGER NOT NULL CHECK (asks BETWEEN 0 AND 5),
        helps INTEGER NOT NULL CHECK (helps BETWEEN 0 AND 5),
        opens INTEGER NOT NULL CHECK (opens BETWEEN 0 AND 5),
        PRIMARY KEY (person, quarter)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX th.meeting_by_person ON meeting (person)",
    "CREATE INDEX th.coding_by_person ON coding (person)",
)
