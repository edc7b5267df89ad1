"""Runs ffmpeg. The one door to the vendor is ffmpeg_door.py."""
