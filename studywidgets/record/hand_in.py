"""The record inside a page to hand in, which `frontend/my-work/handin.js` makes."""

from __future__ import annotations

import re

# A whole parser would do more than is asked here: Python's own takes minutes for a hostile page of
# the size that is allowed, and stops at "<![". The page has no "<" in the record, nor in any text
# of the student, that is not escaped.
_SCRIPT = re.compile(r"<script\b([^<>]{0,500})>", re.IGNORECASE)
_END = re.compile(r"</script[\s/>]", re.IGNORECASE)
_ID = re.compile(r"""\sid\s*=\s*(["']?)studywidgets-record\1(?=[\s/]|\Z)""", re.IGNORECASE)


def is_page(text: str) -> bool:
    """Tell whether a text is HTML rather than JSON."""
    return text.lstrip().startswith("<")


def embedded_record(page: str) -> str | None:
    """Return the text of the record in a page; None when the page has none.

    A record that does not end, since the page was cut, goes to the page's end.
    """
    for script in _SCRIPT.finditer(page):
        if _ID.search(script[1]):
            end = _END.search(page, script.end())
            return page[script.end() : end.start() if end else len(page)]
    return None
