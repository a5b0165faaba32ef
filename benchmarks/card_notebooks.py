"""Notebooks that show the same definitions and questions, ours and the peers'."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import nbformat

from benchmarks.peers import environment, run

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from studywidgets.model import Question, Term

CARDS = "from jupytercards import display_flashcards\ndisplay_flashcards({cards!r})"
QUIZ = "from jupyterquiz import display_quiz\ndisplay_quiz({questions!r}, shuffle_answers=False)"


def write(path: Path, cells: Sequence[str]) -> None:
    """Write a notebook of code cells."""
    made = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell, id=f"c{n}") for n, cell in enumerate(cells)],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )
    nbformat.write(made, path)


def calls(lessons: Path, terms: Sequence[Term]) -> dict[str, str]:
    """The cells of built lessons, by id."""
    return {
        cell["id"]: cell["source"]
        for term in terms
        for cell in nbformat.read(lessons / f"{term.id}.ipynb", as_version=4).cells
    }


def quiz(question: Question) -> dict[str, Any]:
    """A review question as jupyterquiz wants it: the first key point is the right choice."""
    answers = [
        {"answer": point.text, "correct": number == 0, "feedback": question.answer}
        for number, point in enumerate(question.key_points)
    ]
    return {"question": question.text, "type": "multiple_choice", "answers": answers}


def write_ours(folder: Path, lessons: Path, terms: Sequence[Term]) -> None:
    """Write our notebooks: one definition, all of them, and a lesson's questions."""
    cells = calls(lessons, terms)
    definitions = [cells[f"{term.id}--definition"] for term in terms]
    write(folder / "definition.ipynb", definitions[:1])
    write(folder / "definitions.ipynb", definitions)
    asked = [cells[f"{terms[0].id}--{question.id}"] for question in terms[0].questions]
    write(folder / "questions.ipynb", asked)


def write_peers(folder: Path, terms: Sequence[Term]) -> list[str]:
    """Write and execute the same with the peers; returns their names and versions."""
    deck = [{"name": term.id, "front": term.title, "back": term.definition} for term in terms]
    write(folder / "card.ipynb", [CARDS.format(cards=deck[:1])])
    write(folder / "deck.ipynb", [CARDS.format(cards=deck)])
    write(folder / "quiz.ipynb", [QUIZ.format(questions=[quiz(q) for q in terms[0].questions])])
    labels = []
    for peer, notebooks in (("jupytercards", ["card", "deck"]), ("jupyterquiz", ["quiz"])):
        made = environment(peer, [peer, "nbclient", "ipykernel", "jupyter-core"])
        names = [f"{name}.ipynb" for name in notebooks]
        run([made.program("jupyter"), "execute", "--inplace", *names], folder)
        labels.append(made.version(peer))
    return labels
