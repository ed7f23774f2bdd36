"""What can be done with a paper, on its page; rooms above hand it in: this room knows neither post nor people's files."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from amends.foundation.access.models import User
from amends.foundation.documents.models import Document


@dataclass(frozen=True)
class Way:
    """One link beside a paper."""

    label: str
    url: str


Provider = Callable[[User, Document], Iterable[Way]]
_providers: list[Provider] = []


def provide_ways(provider: Provider) -> Provider:
    """Call it from `AppConfig.ready()` with a function that says what this person may do with this paper."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def ways_on(user: User, document: Document) -> list[Way]:
    """Every way on from a paper."""
    return [way for provider in _providers for way in provider(user, document)]
