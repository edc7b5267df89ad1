"""Scripted servers on loopback: real HTTP, no model. `ScriptedServer` speaks the OpenAI dialects."""
