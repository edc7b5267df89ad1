"""Sets pages with Typst: slides, handouts, leaflets. The one door to the vendor is typst_door.py."""
