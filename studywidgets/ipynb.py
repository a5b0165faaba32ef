"""What holds of every notebook's file, whoever writes it."""

VIEW_STATE = frozenset({"jupyter", "collapsed", "scrolled", "execution", "ExecuteTime", "trusted"})
"""Cell metadata that editors change when somebody only looks: folding, scrolling, timing."""


def encoded(text: str) -> bytes:
    """The bytes of a notebook's text.

    UTF-8 has none for half of a surrogate pair, which a string in JSON can hold: it stays escaped,
    since Python's escape for it is also that of JSON.
    """
    return text.encode(errors="backslashreplace")
