"""Where HTML is shown, as far as the HTML has to know.

A notebook gives HTML no style sheet, so that the plain forms carry their few styles with them. A
page of the site has one, and its policy forbids styles in attributes.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Medium:
    """A place for HTML.

    Attributes:
        suffix: How the names of the pages end to which links to content files lead.
        root: The attributes of a plain form's outermost element.
        untypeset: The same, where dollar signs must not become formulas.
        summary: The attributes of what is clicked to reveal something.
        revealed: The attributes of what is revealed.
    """

    suffix: str
    root: str
    untypeset: str
    summary: str
    revealed: str


# Greys and blues that can be read on a light and on a dark ground.
_ROOT = 'style="max-width:44em;line-height:1.5"'

NOTEBOOK = Medium(
    suffix=".ipynb",
    root=_ROOT,
    # JupyterLab would typeset what stands between two dollar signs.
    untypeset=f'class="mathjax_ignore" {_ROOT}',
    summary='style="cursor:pointer;padding:0.3em 0"',
    revealed=(
        'style="border-left:3px solid #5578d9;margin:0.2em 0 0.8em;padding:0.1em 0 0.1em 1em"'
    ),
)
"""A cell's output, in JupyterLab and on code hosts."""

SITE = Medium(
    suffix=".html",
    root='class="sw sw-plain"',
    untypeset='class="sw sw-plain"',
    summary='class="sw-summary"',
    revealed='class="sw-revealed"',
)
"""A page of the static site."""
