"""A page of the documentation as one shell script, which does what a reader does.

- A block of `sh` is run as it stands, in the folder in which the one before it ended.
- A block whose fence names a file after the language is saved as that file.
- A comment that begins with `<!-- sh` is run as well: what a reader does in an editor, or somebody
  else does meanwhile.
- A block of `text` has to appear in what has been printed so far; `…` in it stands for anything.
- A command that serves pages runs until its first page was there, and ends with Ctrl-C.
"""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from markdown_it.token import Token

_SERVING = re.compile(r"^((?:\S*/)?studywidgets (?:open|preview)\b.*)$", re.MULTILINE)
_END = "END-OF-FILE"
_HIDDEN = "<!-- sh\n"


def script(page: str) -> str:
    """Return what a reader types and saves, as a script for bash."""
    prelude = ["set -euo pipefail", f'edit() {{ {_program("edit.py")} "$@"; }}']
    return "\n".join([*prelude, *(_done(block) for block in blocks(page))])


def expected(page: str) -> list[re.Pattern[str]]:
    """Return what the page says that is printed, in order."""
    said = [block.content.strip() for block in blocks(page) if block.info == "text"]
    return [re.compile(re.escape(one).replace("…", ".*"), re.DOTALL) for one in said]


def blocks(page: str) -> list[Token]:
    """Return the page's blocks of code."""
    return [
        token
        for token in MarkdownIt().parse(page)
        if token.type == "fence" or token.content.startswith(_HIDDEN)
    ]


def _done(block: Token) -> str:
    if block.type != "fence":
        return block.content.removeprefix(_HIDDEN).partition("-->")[0]
    language, _, name = block.info.partition(" ")
    if name:
        assert _END not in block.content
        folder = shlex.quote(str(Path(name).parent))
        return f"mkdir -p {folder}\ncat > {shlex.quote(name)} <<'{_END}'\n{block.content}{_END}"
    if language == "sh":
        briefly = _program("briefly.py")
        return _SERVING.sub(lambda found: f"{briefly} {found[1]} --no-browser", block.content)
    assert language == "text", f"no reader knows what to do with this: {block.info}"
    return ""


def _program(name: str) -> str:
    return shlex.join([sys.executable, str(Path(__file__).with_name(name))])
