"""Tests of the widgets: their Python side, and their front end in a real browser."""
