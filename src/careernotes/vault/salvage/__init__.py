"""Getting notes out of a damaged vault by reading its pages without SQLite."""
