"""Turns words into speech: the spoken form first, then a voice, with a time for every word."""
