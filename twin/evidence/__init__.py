"""Floor 4: from a question to numbered evidence, or to the finding that nothing is held."""
