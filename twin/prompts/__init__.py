"""Floor 0: prompt templates as files, rendered strictly."""
