import os
import signal
import socket
import subprocess
import sys
from urllib.request import urlopen

import click
import pytest

from amends.delivery.cli.serve import refuse_taken_port

START = "from amends.delivery.cli.serve import serve; serve()"


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.fixture
def service(port, transactional_db):
    """A running service on this run's database."""
    command = [sys.executable, "-u", "-c", START, "--port", str(port), "--workers", "1", "--without-worker"]
    without_example = {**os.environ, "AMENDS_EXAMPLE_SERVICE": "no"}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=without_example, start_new_session=True
    )
    yield process
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def line_with(process, words: str) -> str:
    return next((line for line in process.stdout if words in line), "")


@pytest.mark.slow
def test_the_service_starts_says_where_it_is_and_stops_cleanly(service, port):
    assert f"http://127.0.0.1:{port}/" in line_with(service, "Amends is at")
    with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=30) as answer:
        assert answer.status == 200
    service.send_signal(signal.SIGTERM)
    assert service.wait(timeout=30) == 0
    with pytest.raises(OSError, match="refused"):
        urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5)


def test_a_taken_port_is_said_before_anything_starts():
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        pytest.raises(click.ClickException, match="PORT=8123 make run"),
    ):
        refuse_taken_port("127.0.0.1", server.getsockname()[1])
