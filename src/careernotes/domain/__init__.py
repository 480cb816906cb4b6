"""Mentoring as frozen values: people, agreements, conversations, goals, ethics. Pure."""
