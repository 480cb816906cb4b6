"""Coded facts: the only thing that ever leaves a conversation. Pure."""
