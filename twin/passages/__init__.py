"""Floor 2: from a file to citable passages."""
