"""The code of a notebook's widgets, sent to the browser once for all of them.

A notebook holds a copy of every widget's module, and a lesson has seven widgets. So the module is
the same few lines for all, and what the widgets are is in models of their own, which they name by
their model ids.
"""

from __future__ import annotations

from ipywidgets import Widget
from traitlets import Unicode

from studywidgets.bundles import STATIC

_opened: dict[str, Library] = {}


class Library(Widget):  # type: ignore[misc] # ipywidgets has no types
    """One module's source and its style sheet, which the front end loads when first needed."""

    source = Unicode(read_only=True).tag(sync=True)
    style = Unicode(read_only=True).tag(sync=True)

    def __init__(self, name: str) -> None:
        """Open the library `static/libraries/<name>.js`, with its `.css` where there is one."""
        path = STATIC / "libraries" / f"{name}.js"
        self.set_trait("source", path.read_text(encoding="utf-8"))
        sheet = path.with_suffix(".css")
        if sheet.is_file():
            self.set_trait("style", sheet.read_text(encoding="utf-8"))
        super().__init__(model_id=f"studywidgets-library_{name}")


def library(name: str) -> str:
    """The model id of a library, which is opened if this kernel has not opened it yet."""
    opened = _opened.get(name)
    if opened is None or opened.comm is None:
        opened = _opened[name] = Library(name)
    return str(opened.model_id)
