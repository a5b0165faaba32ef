"""A call in a form that only who makes it has to understand.

A cluster's scheduler looks into what it is given. This module imports nothing, so that the
scheduler need not import what runs lessons, for which everybody would wait.
"""

from __future__ import annotations

import pickle
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def pack(function: Callable[..., object], *args: object, **kwargs: object) -> bytes:
    """A call that has not been made yet, as bytes."""
    return pickle.dumps(partial(function, *args, **kwargs))


def make_call(packed: bytes) -> Any:  # noqa: ANN401 - whatever the function returns
    """Make a call that was packed; returns or raises what it does."""
    return pickle.loads(packed)()  # noqa: S301 - whoever may send work to a worker may do anything
