"""Floor 0: one port, two models: served and quoting."""
