"""Keys, signatures and sealed files: what is locked, and for whom."""
