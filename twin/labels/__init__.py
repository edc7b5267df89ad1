"""What tells a reader that this is a computer programme, and whose."""
