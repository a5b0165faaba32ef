"""`python -m studywidgets` is the same as `studywidgets`."""

from studywidgets.cli import main

# Processes that are started import this module again.
if __name__ == "__main__":
    main(prog_name="studywidgets")
