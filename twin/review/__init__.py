"""Floor 5: what the physician decides: how far a twin goes alone, and what it is to say."""
