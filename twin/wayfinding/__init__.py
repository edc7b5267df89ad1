"""From a department's name to its door: directory, opening hours, the way. No model, no network, no database."""
