"""JSON and event-stream routes."""
