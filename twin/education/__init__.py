"""Teaches patients until they can say it back."""
