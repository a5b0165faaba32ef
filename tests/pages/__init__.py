"""Tests of what stands on the pages of a course."""
