"""A sealed report model and its renderings: PDF, HTML, CSV, JSON."""
