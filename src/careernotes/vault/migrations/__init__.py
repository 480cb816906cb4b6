"""The schema, one numbered and frozen file for each step."""
