"""Colours, type and spacing: tokens, never loose values in a widget."""
