"""The one lane on which the vault is used, and the collector that stays off it."""
