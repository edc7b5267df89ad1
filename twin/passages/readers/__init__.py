"""One reader per format; each turns a file into text with anchors."""
