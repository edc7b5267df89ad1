"""Floor 9: the web face: JSON, events, OpenAI-compatible routes and pages."""
