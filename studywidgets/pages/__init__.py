"""What stands on each page of a course, whatever the page becomes: a notebook or HTML."""

from studywidgets.pages.course import CoursePages, pages
from studywidgets.pages.page import Call, Page, Part, Prose, Way

__all__ = ["Call", "CoursePages", "Page", "Part", "Prose", "Way", "pages"]
