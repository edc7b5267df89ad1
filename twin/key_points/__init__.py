"""Whether somebody said the important things in their own words: said, missing, wrong; decided in code."""
