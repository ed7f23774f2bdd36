"""`amends serve` and `amends worker`: the processes that make up a running service."""

import importlib
import importlib.util
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

import click
from django.conf import settings
from django.core.management import call_command

from amends.delivery.cli.migrate import run_migrations
from amends.delivery.cli.postgres import prepare_django

# Threads, because a browser opens connections ahead of need, and each would hold up a worker without them.
WORKERS, THREADS = 2, 4
EXAMPLE = "amends.delivery.cli.filling"
PATIENCE = 30  # seconds in which the web server must answer


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 answers other machines too.")
@click.option("--port", envvar="PORT", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", envvar="WEB_CONCURRENCY", default=WORKERS, show_default=True)
@click.option("--with-worker/--without-worker", default=True, help="Also do background jobs here.")
def serve(host: str, port: int, workers: int, *, with_worker: bool) -> None:
    """Run the service, with everything it needs, until Ctrl-C."""
    refuse_taken_port(host, port)
    signal.signal(signal.SIGTERM, _interrupt)
    own_server = prepare_django()
    try:
        notes = get_ready()
        run_until_stopped(host, port, workers, notes, with_worker=with_worker)
    finally:
        if own_server:
            own_server.stop()


@click.command()
def worker() -> None:
    """Do background jobs: letters, messages, reminders."""
    prepare_django()
    call_command("procrastinate", "worker")


def get_ready() -> list[str]:
    """What has to be true before the first page; returns lines worth telling the person at the keyboard."""
    if settings.PRODUCTION:
        call_command("collectstatic", interactive=False, verbosity=0)
        return []
    settings.STATIC_ROOT.mkdir(exist_ok=True)  # WhiteNoise wants it, even while it serves from the rooms
    run_migrations()
    if settings.EXAMPLE_SERVICE and importlib.util.find_spec(EXAMPLE):
        return importlib.import_module(EXAMPLE).fill_if_empty() or []
    return []


def run_until_stopped(host: str, port: int, workers: int, notes: list[str], *, with_worker: bool) -> None:
    """Start the web server and the job worker; when one ends or Ctrl-C comes, end both."""
    environment = {"AMENDS_BASE_URL": f"http://{host}:{port}", **os.environ}
    commands = [_web_server(host, port, workers)]
    if with_worker:
        commands.append([str(Path(sys.executable).with_name("amends")), "worker"])
    children = [subprocess.Popen(command, env=environment) for command in commands]
    try:
        wait_until_answering(host, port, children)
        click.echo("\n".join([*notes, f"Amends is at http://{host}:{port}/ (Ctrl-C stops it)."]))
        while all(child.poll() is None for child in children):
            time.sleep(0.5)
        raise click.ClickException("A part of the service stopped by itself; its message is above.")
    except KeyboardInterrupt:
        click.echo("\nStopping.")
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait()


def _web_server(host: str, port: int, workers: int) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", "config.wsgi:application", "--bind", f"{host}:{port}"),
        *("--worker-class", "gthread", "--workers", str(workers), "--threads", str(THREADS)),
        *("--log-level", "warning", "--timeout", "60", "--graceful-timeout", "10"),
    ]


def refuse_taken_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.ClickException(
                f"Port {port} on {host} cannot be used ({error.strerror}). Choose another: PORT=8123 make run"
            ) from error


def wait_until_answering(host: str, port: int, children: list[subprocess.Popen[bytes]]) -> None:
    address = ("127.0.0.1" if host == "0.0.0.0" else host, port)  # noqa: S104  (compared, not bound)
    for _ in range(PATIENCE * 10):
        try:
            socket.create_connection(address, timeout=1).close()
        except OSError:
            if any(child.poll() is not None for child in children):
                return  # the loop that watches them says so
            time.sleep(0.1)
        else:
            return
    raise click.ClickException(f"The web server did not answer within {PATIENCE} seconds.")


def _interrupt(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
