"""Shares with their uncertainty, as the measurements import them; they stand in `twin.shares`."""

from twin.shares import Z_95, Share, share_of

__all__ = ["Z_95", "Share", "share_of"]
