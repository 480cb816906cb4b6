"""Passive views: input leaves by signal, state enters by method."""
