"""Floor 3: dense and lexical search over passages, and the only writer of both."""
