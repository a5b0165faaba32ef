"""The pages of a course as a static site: HTML that any web server, or none, can serve."""

from studywidgets.site.build import SiteReport, build_site

__all__ = ["SiteReport", "build_site"]
