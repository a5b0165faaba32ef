"""Tests of how lessons are run, checked, reported, copied and opened."""
