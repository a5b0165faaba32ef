"""Tests of studywidgets; the README and CONTRIBUTING.md say how to run them."""
