"""The results as JUnit XML, which CI systems show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from junitparser import Error, Failure, JUnitXml, TestCase, TestSuite

from studywidgets.execution.report import describe, plain, short

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from studywidgets.execution.result import LessonResult

NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document may hold, not even escaped (production 2, Char)."""


def write_junit(results: Sequence[LessonResult], path: Path) -> None:
    """Write one test case a lesson to `path`.

    A lesson whose cells ran is a failure, one that could not be started an error.

    Raises:
        OSError: The file can't be written.
    """
    suite = TestSuite("studywidgets execute")
    for result in results:
        case = TestCase(_allowed(result.name), classname="lessons", time=round(result.seconds, 3))
        if not result.passed:
            kind = Failure if result.started else Error
            outcome = kind(_allowed(short(plain(result.problems[0].message))))
            outcome.text = _allowed(describe(result))
            case.result = [outcome]
        suite.add_testcase(case)
    report = JUnitXml()
    report.add_testsuite(suite)
    path.parent.mkdir(parents=True, exist_ok=True)
    report.write(str(path))


def _allowed(text: str) -> str:
    return NOT_IN_XML.sub("", text)
