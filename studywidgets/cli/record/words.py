"""What students wrote and did, in words that a terminal can show."""

from __future__ import annotations

import sys
import unicodedata
from datetime import datetime, timezone
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studywidgets.record.entries import Entry

_JOINERS = "\u200c\u200d"
"""Invisible, but the words of some languages need them."""

_LONGEST_NAME = 80


def tell(text: str, *, err: bool = False) -> None:
    """Print a text; characters that the output has no code for become question marks."""
    click.echo(printable(text, err=err), err=err)


def printable(text: str, *, err: bool = False) -> str:
    """Replace the characters that the output has no code for."""
    encoding = (sys.stderr if err else sys.stdout).encoding or "utf-8"
    return text.encode(encoding, "replace").decode(encoding)


def plain(text: str) -> str:
    """One line without anything that a terminal would obey, such as an escape sequence."""
    shown = []
    for character in " ".join(text.split()):
        category = unicodedata.category(character)
        if category in {"Cc", "Cs"}:
            shown.append("\ufffd")
        elif category != "Cf" or character in _JOINERS:
            shown.append(character)
    return "".join(shown)


def who(hand_in: str) -> str:
    """Return the name on a page to hand in, in one short line."""
    return plain(hand_in)[:_LONGEST_NAME] or "somebody"


def fitted(text: str, columns: int) -> str:
    """Cut or fill a plain text so that it takes so many columns of a terminal."""
    total = sum(map(_columns, text))
    if total <= columns:
        return text + " " * (columns - total)
    kept = []
    room = columns - len("…")
    for character in text:
        room -= _columns(character)
        if room < 0:
            break
        kept.append(character)
    return fitted("".join(kept).rstrip() + "…", columns)


def amount(entries: Iterable[Entry], now: datetime) -> str:
    """Say how many answers there are, and when the last entry was written."""
    from studywidgets.record.union import summarise  # noqa: PLC0415 - see the package

    found = summarise(entries)
    count = counted(found.answers, "answer", "answers")
    return f"{count}, the last on {_day(found.last, now)}" if found.last else count


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun."""
    return f"{number} {one if number == 1 else many}"


def local(at: str) -> datetime:
    """The time of an entry where the reader is."""
    # Python 3.10 does not read the "Z".
    instant = datetime.fromisoformat(at.removesuffix("Z")).replace(tzinfo=timezone.utc)
    try:
        return instant.astimezone()
    except (OverflowError, OSError, ValueError):
        # Nobody studied in the year 1 or 9999, but a clock may be set to it.
        return instant


def _day(at: str, now: datetime) -> str:
    day = local(at)
    year = "" if day.year == now.astimezone().year else f" {day.year}"
    return f"{day.day} {day:%B}{year}"


def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
