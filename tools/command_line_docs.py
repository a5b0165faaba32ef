"""Write docs/command-line.md from what the commands say about themselves.

`python -m tools.command_line_docs` writes the page; a test fails while it is not up to date.
"""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import TYPE_CHECKING

import click

from studywidgets.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parent.parent / "docs" / "command-line.md"

START = """\
# The command line

The same is shown by `studywidgets --help` and by the help of each command, from which
`python -m tools.command_line_docs` writes this page.
"""

KEEP_LINES = "\b\n"
"""How a paragraph begins whose lines click does not wrap: the examples."""


def page() -> str:
    """Return the page: the program and each of its commands."""
    sections = [START, _section("studywidgets COMMAND", main)]
    for name, command in all_commands(main):
        if isinstance(command, click.Group):
            sections.append(_section(f"studywidgets {name} COMMAND", command))
            continue
        arguments = [
            parameter.make_metavar(click.Context(command))
            for parameter in command.params
            if isinstance(parameter, click.Argument)
        ]
        usage = " ".join(["studywidgets", name, "[OPTIONS]", *arguments])
        sections.append(_section(usage, command))
    return "\n".join(sections)


def all_commands(group: click.Group) -> Iterator[tuple[str, click.Command]]:
    """Yield every command with its name, those of groups below them with both names."""
    for name, command in sorted(group.commands.items()):
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {inner}", one) for inner, one in all_commands(command))


def _section(usage: str, command: click.Command) -> str:
    paragraphs = [f"## `{usage}`", *_paragraphs(command.help or "")]
    options = [option for option in command.params if isinstance(option, click.Option)]
    rows = [f"| `{', '.join(option.opts)}` | {_meaning(option)} |" for option in options]
    if rows:
        paragraphs.append("\n".join(["| option | what it does |", "|---|---|", *rows]))
    return "\n\n".join(paragraphs) + "\n"


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        if paragraph.startswith(KEEP_LINES):
            title, examples = paragraph.removeprefix(KEEP_LINES).split("\n", 1)
            yield title
            yield f"```sh\n{inspect.cleandoc(examples)}\n```"
        else:
            yield paragraph


def _meaning(option: click.Option) -> str:
    default = f" Default: {option.default}." if option.show_default else ""
    return f"{option.help}{default}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
