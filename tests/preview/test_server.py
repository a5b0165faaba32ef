"""What the preview's server answers, and whom."""

from __future__ import annotations

import socket
from contextlib import closing
from http.client import HTTPConnection, HTTPResponse
from typing import TYPE_CHECKING

import pytest

from studywidgets.site.html import POLICY
from tests.commands import free_port, started, studywidgets
from tests.notebooks_build.content import write_course
from tests.preview.conftest import UNITS, address_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.preview.conftest import Running


def ask(
    running: Running, path: str, *, host: str | None = None, method: str = "GET"
) -> tuple[HTTPResponse, bytes]:
    """Ask the server, in any name, for a path that is sent as it stands."""
    connection = HTTPConnection("127.0.0.1", running.port, timeout=30)
    with closing(connection):
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", host or f"127.0.0.1:{running.port}")
        connection.endheaders()
        answer = connection.getresponse()
        return answer, answer.read()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html"),
        ("/index.html", "text/html"),
        ("/mediation.html", "text/html"),
        ("/glossary.html?x=1", "text/html"),
        ("/assets/lesson.js", "text/javascript"),
        ("/assets/preview.css", "text/css"),
        ("/assets/licenses.txt", "text/plain"),
    ],
)
def test_pages_and_assets_are_served(preview: Running, path: str, kind: str) -> None:
    """Pages, scripts, style sheets and licences have their types, and are never cached."""
    answer, body = ask(preview, path)

    assert (answer.status, answer.headers.get_content_type()) == (200, kind)
    assert body
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_policy_lets_pages_ask_their_own_server_alone(preview: Running) -> None:
    """The site's policy holds; pages may ask this server besides, and nobody may embed them."""
    answer, body = ask(preview, "/mediation.html")

    assert f"{POLICY}; connect-src 'self'".replace("'", "&#39;").encode() in body
    assert answer.headers["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1.evil.example:{port}",
        "localhost.evil.example:{port}",
        "[::1]:{port}",
        "0.0.0.0:{port}",
    ],
)
@pytest.mark.parametrize("path", ["/mediation.html", "/events", "/assets/lesson.js", "/nothing"])
def test_another_name_is_refused(preview: Running, host: str, path: str) -> None:
    """A site that had its own name lead to this machine gets nothing (DNS rebinding)."""
    answer, body = ask(preview, path, host=host.format(port=preview.port))

    assert answer.status == 403
    assert b"Mediation" not in body


def test_this_machine_has_two_names(preview: Running) -> None:
    """The server answers as localhost too, however it is written."""
    answer, _ = ask(preview, "/index.html", host=f"LocalHost:{preview.port}")

    assert answer.status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/../content/course.md",
        "/../../etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/assets/../../pyproject.toml",
        "/assets/..%5c..%5cx",
        "//etc/passwd",
        "/assets//etc/passwd",
        "/content/talks/mediation.md",
        "/talks/mediation.md",
        "/mediation.md",
        "/mediation",
        "/mediation.html/",
        "/.html",
        "/x%00.html",
        "/\\",
        "/" + "a" * 5000 + ".html",
        "/%ff.html",
    ],
)
def test_nothing_but_the_site_is_served(preview: Running, path: str) -> None:
    """No path leads to a file of the disk; what is not of the site is not found."""
    answer, body = ask(preview, path)

    assert answer.status in {400, 404}
    assert b"root:" not in body
    assert b"namespace:" not in body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_changed(preview: Running, method: str) -> None:
    """The server only shows: every other method is refused."""
    answer, _ = ask(preview, "/mediation.html", method=method)

    assert answer.status == 405


def test_headers_can_be_asked_for_alone(preview: Running) -> None:
    """HEAD has the headers of GET and no body."""
    answer, body = ask(preview, "/mediation.html", method="HEAD")

    assert (answer.status, answer.headers.get_content_type(), body) == (200, "text/html", b"")


def test_only_this_machine_can_reach_it(preview: Running) -> None:
    """The server does not listen on any address but 127.0.0.1."""
    with socket.socket() as other:
        # An address of this machine too, which a server on all addresses would answer.
        refused = other.connect_ex(("127.0.0.2", preview.port))

    assert refused != 0


def test_a_port_is_chosen(tmp_path: Path) -> None:
    """The preview serves where it is told to."""
    write_course(tmp_path / "content", UNITS)
    port = free_port()

    with started(tmp_path, "preview", "--no-browser", "--port", str(port)) as process:
        address = address_of(process)

    assert address == f"http://127.0.0.1:{port}"


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    """A port that somebody else has is told with what to do."""
    write_course(tmp_path / "content", UNITS)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        done = studywidgets(tmp_path, "preview", "--no-browser", "--port", str(port))

    assert done.returncode == 1
    assert f"Port {port} can't be used" in done.stderr
    assert "name another with --port" in done.stderr
    assert "Traceback" not in done.stderr


def test_two_previews_have_two_ports(preview: Running, tmp_path: Path) -> None:
    """A second preview takes another port by itself."""
    (tmp_path / "second").mkdir()
    write_course(tmp_path / "second" / "content", UNITS)

    with started(tmp_path / "second", "preview", "--no-browser") as process:
        address = address_of(process)

    assert address != preview.address


def test_no_content_is_wrong_usage(tmp_path: Path) -> None:
    """Without content, or with a folder that holds no course, the exit code is 2."""
    (tmp_path / "empty").mkdir()

    for arguments in (["preview"], ["preview", "empty"]):
        done = studywidgets(tmp_path, *arguments)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
