"""Tests of the way to the room."""
