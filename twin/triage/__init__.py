"""Floor 2: how urgent it is. Rules are data; no network, no model, no database."""
