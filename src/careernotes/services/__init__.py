"""Use cases: the verbs a mentor would say."""
