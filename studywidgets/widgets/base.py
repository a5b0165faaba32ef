"""The base of every widget: its model id, its plain forms, and its mirror of the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import anywidget
from ipywidgets import Layout
from traitlets import Dict, List, Unicode, default

from studywidgets.bundles import STATIC
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

    _esm = STATIC / "widget.js"
    _library: str
    """The library that has what the widget is in the browser; `_esm` loads it."""
    _widget = Unicode().tag(sync=True)
    """The widget's name in the library."""

    course = Unicode(read_only=True).tag(sync=True)
    items = List(Unicode(), read_only=True).tag(sync=True)
    language = Unicode("en", read_only=True).tag(sync=True)
    libraries = Dict(read_only=True).tag(sync=True)
    _anywidget_id = Unicode().tag(sync=True)

    def __init_subclass__(cls, **options: Any) -> None:  # noqa: ANN401 - as in the base class
        """Make the module and the style sheet traits of the class, read once.

        anywidget adds them, and the id, to each widget; for that it makes a class for each.
        """
        super().__init_subclass__(**options)
        for name in ("_esm", "_css"):
            content = getattr(cls, name)
            # Of a widget's own subclass it is a trait already.
            if not isinstance(content, Unicode):
                trait = Unicode(str(content)).tag(sync=True)
                trait.class_init(cls, name)
                setattr(cls, name, trait)

    @default("_anywidget_id")
    def _qualified_name(self) -> str:
        return f"{type(self).__module__}.{type(self).__name__}"

    def add_traits(self, **traits: object) -> None:
        """Add those traits that the class does not have."""
        if missing := {name: trait for name, trait in traits.items() if not self.has_trait(name)}:
            super().add_traits(**missing)

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
        libraries = {
            "core": "core",
            "widget": self._library,
            **state.libraries,
        }
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
