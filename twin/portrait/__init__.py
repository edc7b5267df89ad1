"""Draws a physician as a flat illustration, from the persona's description. Never a photograph, never like one."""
