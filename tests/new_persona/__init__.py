"""A fifth, small, fictional persona: the material of docs/new-persona.md and of its journey."""
