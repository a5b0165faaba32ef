"""Merging: what was built last, what is on disk, and what the content says now."""
