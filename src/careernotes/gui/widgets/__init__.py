"""Small passive widgets that every screen is built from."""
