"""The state in which a widget begins."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from studywidgets.traits import arguments

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studywidgets.markup.fallback import Fallback


@dataclass(frozen=True, slots=True)
class State:
    """What a widget shows, before the student has done anything.

    Attributes:
        part: The id of the built cell that holds the widget.
        label: What the widget is about, in a few words.
        fallback: Its plain forms.
        course: The course's namespace.
        language: BCP 47 language tag of the content.
        items: Ids of the items that it shows, in order.
        libraries: The shared libraries that it uses besides those of every widget: what each is
            for, and its name.
        own: The traits that only this kind of widget has, by name.

    Raises:
        TypeError: The course or the language has the wrong type.
        ValueError: One of them is malformed; the message says what to write.
    """

    part: str
    label: str
    fallback: Fallback
    course: str
    language: str
    items: Sequence[str] = ()
    libraries: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Check what every widget is given."""
        arguments.namespace(self.course)
        arguments.language(self.language)

    def traits(self) -> dict[str, Any]:
        """Every trait but the libraries, whose form depends on where the widget is shown."""
        return {
            "course": self.course,
            "language": self.language,
            "items": list(self.items),
            **self.own,
        }
