"""Floor 6: one turn from question to answered, as durable numbered events."""
