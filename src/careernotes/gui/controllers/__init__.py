"""Controllers: they call services on the lane and tell a view what to show."""
