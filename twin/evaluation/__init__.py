"""Floor 8: the figures, measured."""
