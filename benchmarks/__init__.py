"""Benchmarks: each prints one JSON object of ratios and figures."""
