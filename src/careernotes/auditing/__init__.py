"""The attack a report has to stand before it leaves: two worlds for every small group, or it is not shown."""
