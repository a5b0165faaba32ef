"""Rules about links and images."""

from __future__ import annotations

from studywidgets.rules.rule import Rule

RULES = (
    Rule(
        "SW070",
        "dangerous-link",
        "A link leads to something other than http, https, mailto or a relative path.",
        "`javascript:`, `data:` or `file:` could act on the student's computer.",
        "[click](javascript:alert(1))",
        "[read](https://example.org/)",
    ),
    Rule(
        "SW071",
        "remote-image",
        "An image is loaded from another computer.",
        "It would tell that computer who is studying what, and when.",
        "![A map](https://example.org/map.png)",
        "![A map](map.png)",
    ),
    Rule(
        "SW072",
        "missing-image",
        "An image's file does not exist or can't be read.",
        "Students would see a broken picture.",
        "![A map](mpa.png)",
        "![A map](map.png)",
    ),
    Rule(
        "SW073",
        "image-outside-content",
        "An image's path leads out of the content folder.",
        "The content could not be moved, and any file of the computer could get into a lesson.",
        "![A map](../../../map.png)",
        "![A map](map.png)",
    ),
    Rule(
        "SW074",
        "unknown-image-type",
        "An image is no PNG, JPEG, GIF, WebP or SVG, or its content is not what its name says.",
        "Browsers would not show it.",
        "![A map](map.tiff)",
        "![A map](map.png)",
    ),
    Rule(
        "SW075",
        "missing-alt-text",
        "An image has no alternative text.",
        "Who can't see the picture would not know what it says.",
        "![](map.png)",
        "![A map of Tajikistan with the front line of 1992](map.png)",
    ),
    Rule(
        "SW076",
        "ambiguous-image",
        "An image is written over several lines, or its source stands in its line as code too.",
        "The reader could not tell which of the places to replace with the picture.",
        "![A map of\nTajikistan](map.png)",
        "![A map of Tajikistan](map.png)",
    ),
    Rule(
        "SW077",
        "link-definition",
        "A link's target is defined in another place (`[label]: target`).",
        "Definition, facts and answers are shown apart from each other, without that place.",
        "[A text][label]\n\n[label]: https://example.org/",
        "[A text](https://example.org/)",
    ),
    Rule(
        "SW078",
        "unused-image",
        "An image in a course's folder is shown by no content file.",
        "It was probably meant to be shown, or else it is carried along for nothing.",
        "`map.png`, which no file shows",
        "`map.png`, and `![A map](map.png)` in the file beside it",
        "warning",
        form="words",
        allowable=True,
    ),
)
