"""The base of every widget: its model id, its plain forms, and its mirror of the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import anywidget
from ipywidgets import Layout
from traitlets import Dict, List, Unicode

from studywidgets.widgets.libraries import library
from studywidgets.widgets.model_ids import MODEL_IDS, current_execution

if TYPE_CHECKING:
    from studywidgets.traits import State

_WIDGET_MIME = "application/vnd.jupyter.widget-view+json"
_live: WeakValueDictionary[str, StudyWidget] = WeakValueDictionary()


class StudyWidget(anywidget.AnyWidget):
    """A widget of a lesson.

    Attributes:
        course: The course's namespace, the key of the student's record.
        items: Ids of the items that this widget shows, in order.
        language: BCP 47 language tag of the content.
    """

    course = Unicode(read_only=True).tag(sync=True)
    items = List(Unicode(), read_only=True).tag(sync=True)
    language = Unicode("en", read_only=True).tag(sync=True)
    libraries = Dict(read_only=True).tag(sync=True)

    def __init__(self, state: State, **own: object) -> None:
        """Open the widget under the model id that belongs to its part of the lesson.

        Args:
            state: What it shows.
            own: The subclass's traits that are no part of the content.
        """
        self._label = state.label
        self._fallback = state.fallback
        model_id = MODEL_IDS.take(state.part, current_execution())
        _retire(model_id)
        libraries = {"core": "core", "mirror": "mirror", **state.libraries}
        given: dict[str, Any] = {
            **state.traits(),
            "libraries": {use: library(name) for use, name in libraries.items()},
            **own,
        }
        # Read-only traits can't be given to HasTraits.__init__; they must be set before the
        # comm opens, since the front end reads them once.
        for name, value in given.items():
            self.set_trait(name, value)
        super().__init__(model_id=model_id, layout=Layout(model_id=f"{model_id}-layout"))
        _live[model_id] = self

    def __repr__(self) -> str:
        """The widget as a call, short enough for one line."""
        return f"{type(self).__name__}({self._label!r}, items={len(self.items)})"

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, Any], dict[str, Any]] | None:
        """The widget's view, with its plain forms for every place that can't show widgets."""
        bundle = super()._repr_mimebundle_()
        if bundle is None or self.comm is None:
            return None
        data, metadata = bundle
        return {
            "text/plain": self._fallback.text,
            "text/html": self._fallback.html,
            _WIDGET_MIME: data[_WIDGET_MIME],
        }, metadata


def _retire(model_id: str) -> None:
    """Take an earlier widget off its comm, so that its end does not close its successor's."""
    earlier = _live.pop(model_id, None)
    if earlier is None:
        return
    for widget in (earlier, earlier.layout):
        if widget.comm is not None:
            # A comm that is garbage-collected sends comm_close for its id, which by then
            # belongs to the new widget; the library has no public way to prevent it.
            widget.comm._closed = True  # noqa: SLF001
            widget.comm = None
