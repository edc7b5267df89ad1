"""What may be said: every generated sentence is judged before anybody reads it."""
