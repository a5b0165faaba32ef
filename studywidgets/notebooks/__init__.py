"""From the model of a course to its notebooks."""

from studywidgets.notebooks.build import BuildReport, build

__all__ = ["BuildReport", "build"]
