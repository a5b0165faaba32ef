"""Tests of how content files become the model."""
