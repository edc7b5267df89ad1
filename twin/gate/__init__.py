"""Floor 5: what may be said, sentence by sentence, before anyone hears it."""
