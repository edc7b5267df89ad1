"""Floor 1: one physician's folder, loaded and checked."""
