"""The command line: the only part that prints and ends the process.

Each command is a module that imports at first only click; what does the work is imported when the
command runs, so that `--help` answers at once.
"""

from __future__ import annotations

import click

from studywidgets import __version__
from studywidgets.cli.build import build
from studywidgets.cli.execute import execute
from studywidgets.cli.kernel import kernel
from studywidgets.cli.new import new
from studywidgets.cli.open import open_lessons
from studywidgets.cli.preview import preview
from studywidgets.cli.record import record
from studywidgets.cli.resolve import resolve
from studywidgets.cli.site import site
from studywidgets.cli.validate import validate


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="studywidgets")
def main() -> None:
    """Turn content files into lesson notebooks, check them, run them and open them.

    Work in the folder of a course: content files are in `content`, the lessons that are built
    from them in `lessons`.

    Exit codes of every command: 0, all is well; 1, problems were found, and each is named with
    what to do about it; 2, the command was called wrongly.

    \b
    Examples:
      studywidgets validate
      studywidgets build
      studywidgets open
    """  # noqa: D301 - for click, \b keeps the lines below as they are


main.add_command(new)
main.add_command(validate)
main.add_command(build)
main.add_command(execute)
main.add_command(open_lessons)
main.add_command(preview)
main.add_command(record)
main.add_command(resolve)
main.add_command(site)
main.add_command(kernel)
