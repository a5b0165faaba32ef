"""Measurements of speed and size: `python -m benchmarks`. They print, and never judge."""
