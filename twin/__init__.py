"""The doctor digital twin: one physician's folder in, cited answers out."""

__version__ = "0.1.0"
