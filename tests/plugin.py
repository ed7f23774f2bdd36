"""Loaded before anything else in a test run: no test reaches a configured database or another machine."""

import ipaddress
import os
import shutil
import socket
from typing import Any

import pytest

# Whatever the environment names, tests run on the product's own throwaway server (see tests/database.py).
os.environ["DATABASE_URL"] = os.environ["OWNER_DATABASE_URL"] = (
    "postgresql://amends_app@/started-when-a-test-needs-it"
)
for name in ("AMENDS_ENVIRONMENT", "AMENDS_POLICY", "AMENDS_EMAIL_URL", "AMENDS_NOTIFY_API_KEY"):
    os.environ.pop(name, None)
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
    "true"  # Playwright keeps an event loop open in the thread of the tests
)

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
BROWSER_LINE = "needs Chromium: apt-get install chromium fonts-liberation2"


class NetworkBlockedError(RuntimeError):
    """A test tried to reach another machine."""


def is_this_machine(host: str) -> bool:
    if host in {"", "localhost"}:
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _check(family: int, address: Any) -> None:
    if family in {socket.AF_INET, socket.AF_INET6} and not is_this_machine(str(address[0])):
        raise NetworkBlockedError(f"A test tried to reach {address[0]}.")


def block_network() -> None:
    connect, connect_ex, look_up = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        _check(self.family, address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        _check(self.family, address)
        return connect_ex(self, address)

    def guarded_look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host or ""
        if not is_this_machine(name):
            raise NetworkBlockedError(f"A test tried to look up {name}.")
        return look_up(host, *args, **kwargs)

    socket.socket.connect = guarded_connect  # type: ignore[method-assign, assignment]  # that is the guard
    socket.socket.connect_ex = guarded_connect_ex  # type: ignore[method-assign, assignment]  # that is the guard
    socket.getaddrinfo = guarded_look_up


def pytest_configure() -> None:
    block_network()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests are left out where there is no browser, except in CI, where they then fail."""
    if CHROMIUM or os.environ.get("CI"):
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=BROWSER_LINE))
