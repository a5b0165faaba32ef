"""Tests of how images get into the text."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest

from studywidgets.markup.markdown import to_html
from tests.reader.contents import COURSE, MEDIATION, UNIT, codes, edited, read_mediation, read_one

if TYPE_CHECKING:
    from pathlib import Path

PNG = b"\x89PNG\r\n\x1a\n picture"
URI = f"data:image/png;base64,{base64.b64encode(PNG).decode()}"


def pictured(text: str, name: str = "map.png", content: bytes = PNG) -> dict[str, str | bytes]:
    """Return content with a paragraph in a definition, and an image beside it."""
    return {**edited(MEDIATION, "It may be a state.", text), f"history/conflict/{name}": content}


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.png", PNG, "png"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "jpeg"),
        ("a.JPEG", b"\xff\xd8\xff\xe0", "jpeg"),
        ("a.gif", b"GIF89a..", "gif"),
        ("a.webp", b"RIFF\x0a\x00\x00\x00WEBPVP8 ", "webp"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "svg+xml"),
        ("a.svg", b"\xef\xbb\xbf\n<?xml version='1.0'?><svg/>", "svg+xml"),
    ],
)
def test_kinds_of_images(name: str, content: bytes, kind: str, tmp_path: Path) -> None:
    """An image of each known type becomes a data: URI that markup shows."""
    term = read_mediation(tmp_path, pictured(f"![A map]({name})", name, content))

    uri = f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
    assert term.definition == f"A third party helps.\n\n![A map]({uri})"
    assert f'<img src="{uri}" alt="A map" />' in to_html(term.definition)


@pytest.mark.parametrize(
    ("written", "embedded"),
    [
        ("![a](map.png)", f"![a]({URI})"),
        ("Look: ![a](map.png), then on.", f"Look: ![a]({URI}), then on."),
        ("![a](map.png 'Title (x)')", f"![a]({URI} 'Title (x)')"),
        ("![a](  <map.png>  )", f"![a](  {URI}  )"),
        ("![a [b] c](map.png)", f"![a [b] c]({URI})"),
        ("![a](m%61p.png)", f"![a]({URI})"),
        ("![a](./map.png)", f"![a]({URI})"),
        ("![a](../conflict/map.png)", f"![a]({URI})"),
        ("![a](map.png) ![a](map.png)", f"![a]({URI}) ![a]({URI})"),
        ("![a](map.png) ![b](map.png)", f"![a]({URI}) ![b]({URI})"),
        ("[![a](map.png)](b.md)", f"[![a]({URI})](b.md)"),
        ("> - x\n>   ![a](map.png)", f"> - x\n>   ![a]({URI})"),
        ("x\ny ![a](map.png)\nz", f"x\ny ![a]({URI})\nz"),
        ("| a |\n|---|\n| ![a](map.png) |", f"| a |\n|---|\n| ![a]({URI}) |"),
        ("`![a](map.png)`\n![a](map.png)", f"`![a](map.png)`\n![a]({URI})"),
        ("    ![a](map.png)", "    ![a](map.png)"),
    ],
)
def test_places_of_images(written: str, embedded: str, tmp_path: Path) -> None:
    """Only the target of an image changes, wherever it stands; code that looks alike does not."""
    term = read_mediation(tmp_path, pictured(written))

    assert term.definition == f"A third party helps.\n\n{embedded}"


def test_images_in_facts_questions_and_units(tmp_path: Path) -> None:
    """An image in a fact, a question, an overview or a course's description is embedded too."""
    files = pictured("x")
    files[MEDIATION] = (
        str(files[MEDIATION])
        .replace("has **no power**", "![a](map.png) has **no power**")
        .replace("When does", "![b](map.png) When does")
    )
    files[UNIT] = edited(UNIT, "What the unit is.", "![c](map.png)")[UNIT]
    files[COURSE] = edited(COURSE, "What the course is.", "![d](conflict/map.png)")[COURSE]

    course = read_one(tmp_path, files)

    (unit,) = course.units
    assert unit.terms[0].facts[0].text == f"A mediator ![a]({URI}) has **no power** to decide."
    assert unit.terms[0].questions[0].text == f"![b]({URI}) When does mediation work?"
    assert unit.overview == f"![c]({URI})"
    assert course.description == f"![d]({URI})"


def test_files_of_images_are_named_once(tmp_path: Path) -> None:
    """A term names each file that is embedded in it once, relative to the content folder."""
    files = pictured("![a](map.png) ![b](map.png)\n![c](../shared/b.png)")
    files["history/shared/b.png"] = PNG

    term = read_mediation(tmp_path, files)

    assert term.images == ("history/conflict/map.png", "history/shared/b.png")


def test_link_out_of_the_content_folder(tmp_path: Path) -> None:
    """An image that is a symbolic link to a file outside the content folder is refused."""
    (tmp_path / "secret.png").write_bytes(PNG)
    folder = tmp_path / "content"
    (folder / "history/conflict").mkdir(parents=True)
    (folder / "history/conflict/map.png").symlink_to(tmp_path / "secret.png")

    found = codes(folder, edited(MEDIATION, "It may be a state.", "![a](map.png)"))

    assert found == ["conflict/mediation.md:11 SW073"]


def test_file_outside_is_refused_though_it_exists(tmp_path: Path) -> None:
    """A path that climbs out of the content folder is refused, whether the file exists or not."""
    (tmp_path / "secret.png").write_bytes(PNG)
    files = edited(MEDIATION, "It may be a state.", "![a](../../../secret.png)")

    found = codes(tmp_path / "content", files)

    assert found == ["conflict/mediation.md:11 SW073"]


def test_image_in_alternative_text_is_not_read(tmp_path: Path) -> None:
    """An image within another's alternative text is words, not a file."""
    term = read_mediation(tmp_path, pictured("![a ![b](c.png) d](map.png)"))

    assert term.images == ("history/conflict/map.png",)
    assert to_html(term.definition).count("<img") == 1


def test_every_bad_image_is_reported(tmp_path: Path) -> None:
    """Several bad images of one paragraph are reported together, each in its line."""
    text = "![a](https://b.example/c.png)\n![](map.png)\n![d](e.png) ![f](../../../g.png)"

    found = codes(tmp_path, pictured(text))

    assert found == [
        "conflict/mediation.md:11 SW071",
        "conflict/mediation.md:12 SW075",
        "conflict/mediation.md:13 SW072",
        "conflict/mediation.md:13 SW073",
    ]
