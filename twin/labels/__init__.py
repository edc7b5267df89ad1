"""Floor 5: that it is a computer programme, and whose twin."""
