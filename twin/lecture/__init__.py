"""The lecture studio: from a brief to a signed talk."""
