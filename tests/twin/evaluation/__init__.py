"""Tests of the figures and of the publish gate."""
