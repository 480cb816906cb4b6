"""The command line program careernotes-vault."""
