"""Whether Python source still holds together after two sides' edits were combined."""

from __future__ import annotations

import ast
import warnings


def is_sound(source: str) -> bool:
    """Whether source compiles, and no dict in it names a key twice.

    Of a key that stands twice Python keeps the last without a word: in a list of facts, both sides
    may have added one under the same id.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source)
            compile(tree, "<cell>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return not any(map(_repeats_a_key, ast.walk(tree)))


def _repeats_a_key(node: ast.AST) -> bool:
    if not isinstance(node, ast.Dict):
        return False
    keys = [repr(key.value) for key in node.keys if isinstance(key, ast.Constant)]
    return len(set(keys)) < len(keys)
