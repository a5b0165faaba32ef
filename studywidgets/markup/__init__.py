"""Markdown to safe HTML, plain text and notebook cells: the only place that makes HTML."""
