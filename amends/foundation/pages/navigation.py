"""The links across the top and at the foot of every page; rooms above hand them in: this shelf knows no stage."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True)
class NavItem:
    """One link; `count` is shown beside it when it is not 0, `order` places it."""

    label: str
    url: str
    count: int = 0
    order: int = 50
    current: bool = False


Provider = Callable[[HttpRequest], Iterable[NavItem]]
_providers: list[Provider] = []
_below: list[Provider] = []


def provide(provider: Provider) -> Provider:
    """Call it from `AppConfig.ready()` with a function that returns the links this person may follow."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def provide_below(provider: Provider) -> Provider:
    """The same for the foot of the page, where help about this very page is looked for."""
    if provider not in _below:
        _below.append(provider)
    return provider


def items_below(request: HttpRequest) -> list[NavItem]:
    """The links at the foot of the page."""
    return [item for provider in _below for item in provider(request)]


def items_for(request: HttpRequest) -> list[NavItem]:
    """Every link, in order; the longest address that the current one starts with is the current page."""
    items = sorted(
        (item for provider in _providers for item in provider(request)), key=lambda item: item.order
    )
    here = [item.url for item in items if request.path == item.url or _is_below(request.path, item.url)]
    current = max(here, key=len, default=None)
    return [
        NavItem(item.label, item.url, item.count, item.order, current=item.current or item.url == current)
        for item in items
    ]


def _is_below(path: str, url: str) -> bool:
    return url != "/" and path.startswith(url if url.endswith("/") else f"{url}/")
