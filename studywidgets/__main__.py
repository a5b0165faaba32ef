"""`python -m studywidgets` is the same as `studywidgets`."""

from studywidgets.cli import main

main(prog_name="studywidgets")
