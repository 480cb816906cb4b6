"""Schema 2: a sum over every row, the audit trail, and what is remembered of backups and erasures.

Frozen: a change is a new migration. Nothing of the product is imported, so this text means the same for ever.
"""

# commit_seq now counts every change of the notes; counts_seq takes its place beside that of themes.db.
STATE = (
    "ALTER TABLE main.state ADD COLUMN counts_seq INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE main.state ADD COLUMN audit_seq INTEGER NOT NULL DEFAULT 0",
    """ALTER TABLE main.state ADD COLUMN audit_head BLOB NOT NULL
        DEFAULT x'0000000000000000000000000000000000000000000000000000000000000000'""",
    "ALTER TABLE main.state ADD COLUMN unlocks INTEGER NOT NULL DEFAULT 0",
    "UPDATE main.state SET counts_seq = commit_seq",
)

TABLES = (
    """CREATE TABLE main.table_sum (
        name TEXT PRIMARY KEY, sum BLOB NOT NULL CHECK (length(sum) = 32)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE main.audit (
        seq INTEGER PRIMARY KEY CHECK (seq > 0), at INTEGER NOT NULL, code INTEGER NOT NULL CHECK (code > 0),
        ref BLOB NOT NULL CHECK (length(ref) <= 64), mac BLOB NOT NULL CHECK (length(mac) = 32)
    ) STRICT""",
    """CREATE TABLE main.managed_backup (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, folder_kind TEXT NOT NULL, made_at INTEGER NOT NULL,
        commit_seq INTEGER NOT NULL, content_sum BLOB NOT NULL CHECK (length(content_sum) = 32),
        verified_at INTEGER, bytes INTEGER NOT NULL, UNIQUE (folder_kind, name)
    ) STRICT""",
    # Whose data it was is a keyed hash; the parts are names of kinds of records. No text can be put in.
    """CREATE TABLE main.erasure_receipt (
        id INTEGER PRIMARY KEY, erased_at INTEGER NOT NULL, what INTEGER NOT NULL CHECK (what > 0),
        subject BLOB NOT NULL CHECK (length(subject) = 32),
        content_sum BLOB NOT NULL CHECK (length(content_sum) = 32)
    ) STRICT""",
    """CREATE TABLE main.erasure_count (
        receipt INTEGER NOT NULL REFERENCES erasure_receipt (id) DEFERRABLE INITIALLY DEFERRED,
        part TEXT NOT NULL CHECK (length(part) <= 40 AND part NOT GLOB '*[^a-z_]*'),
        number INTEGER NOT NULL, PRIMARY KEY (receipt, part)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE main.announcement (
        rule TEXT NOT NULL, record_id TEXT NOT NULL, announced_on TEXT NOT NULL, due_on TEXT NOT NULL,
        PRIMARY KEY (rule, record_id)
    ) STRICT, WITHOUT ROWID""",
)

AUDIT_GUARDS = (
    """CREATE TRIGGER main.audit_kept BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'entries are immutable'); END""",
    """CREATE TRIGGER main.audit_stays BEFORE DELETE ON audit
        BEGIN SELECT RAISE(ABORT, 'entries are immutable'); END""",
)

NOTES = (*STATE, *TABLES, *AUDIT_GUARDS)
