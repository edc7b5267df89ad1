"""Long work as durable workflows of named steps. The one door to DBOS is dbos_door.py."""
