"""Tests of the states in which widgets begin."""
