"""Tests of the front end, in Node and in a real browser."""
