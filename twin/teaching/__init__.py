"""Teaches residents on the cases of the physician."""
