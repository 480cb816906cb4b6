"""The separate program careernotes-export: no window, no notes, integers only."""
