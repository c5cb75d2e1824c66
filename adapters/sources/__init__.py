"""Where votes are told: one file a source."""
