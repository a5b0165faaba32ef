"""Tests of new course repositories."""
