"""The invented programme: generator, demonstration and pictures."""
