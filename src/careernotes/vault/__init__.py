"""The encrypted vault: header, key slots, databases, search, drafts, migrations."""
