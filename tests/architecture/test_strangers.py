"""Nobody who has not signed in gets past the door: every address, GET and POST."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

# Pages for people who never sign in. Everything in the room `public` is one; what it shows has tests there.
PUBLIC_NAMESPACES = {"public"}
PUBLIC = {
    "account_login": "the door itself",
    "account_logout": "signing out twice does no harm",
    "account_reset_password": "for who forgot",
    "account_reset_password_done": "says only that a letter is on its way",
    "account_reset_password_from_key": "needs the key from the letter",
    "account_reset_password_from_key_done": "says only that it worked",
    "account_inactive": "says that an account was closed",
    "mfa_authenticate": "second step of signing in",
    "pages:gallery": "every component with made-up content",
    "api:openapi-json": "the description of the API holds nobody's data",
    "referral:open": "the referral form for who has no account; it shows nothing of anybody",
}
REFUSED = {401, 403, 404, 405}
EXAMPLES = {"int": "1", "str": "x", "slug": "x", "uuid": "00000000-0000-4000-8000-000000000000", "path": "x"}


def patterns(resolver: URLResolver, prefix: str = "/", namespace: str = "") -> Iterator[tuple[str, str]]:
    """Name and pattern (`/cases/<str:number>/`) of every address under a resolver."""
    for entry in resolver.url_patterns:
        path = prefix + as_route(entry)
        if isinstance(entry, URLResolver):
            inner = ":".join(part for part in (namespace, entry.namespace) if part)
            yield from patterns(entry, path, inner)
        elif isinstance(entry, URLPattern):
            yield ":".join(part for part in (namespace, entry.name) if part) or path, path


def as_route(entry: URLPattern | URLResolver) -> str:
    if isinstance(entry.pattern, RoutePattern):
        return str(entry.pattern)
    text = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", r"<str:\1>", str(entry.pattern))
    return text.strip("^$").replace("\\", "")


def filled(route: str, known: dict[str, str] | None = None) -> str:
    """An address: what is known about its variables put in, an example for the rest."""

    def value(found: re.Match[str]) -> str:
        return (known or {}).get(found[2]) or EXAMPLES.get(found[1] or "str", "1")

    return re.sub(r"<(?:(\w+):)?(\w+)>", value, route)


@pytest.fixture(scope="module")
def every_address() -> list[tuple[str, str]]:
    return sorted(set(patterns(get_resolver())))


def is_public(name: str) -> bool:
    return name in PUBLIC or name.split(":", maxsplit=1)[0] in PUBLIC_NAMESPACES


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_refused_everywhere(every_address, method):
    let_in = []
    for name, route in every_address:
        if is_public(name):
            continue
        path = filled(route)
        answer = getattr(Client(raise_request_exception=False), method)(path)
        to_sign_in = answer.status_code == 302 and "/account/login" in answer.headers["Location"]
        if not (to_sign_in or answer.status_code in REFUSED):
            let_in.append(f"{name} {path}: {answer.status_code}")
    assert not let_in


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_staff_of_another_service_find_no_page_of_our_case(
    every_address, method, a_case, stranger, sign_in, acting
):
    """Not even that the case exists: 404, never 403."""
    known = {"number": a_case.case.number, "participant_id": str(a_case.harmed.pk)}
    acting(None)
    client = sign_in(Client(raise_request_exception=False), stranger)
    told, asked = [], 0
    for name, route in every_address:
        if set(re.findall(r":(\w+)>", route)) & set(known) and not is_public(name):
            asked += 1
            answer = getattr(client, method)(filled(route, known))
            if answer.status_code not in {404, 405}:
                told.append(f"{name} {route}: {answer.status_code}")
    assert not told
    assert asked > 5


def test_what_is_public_exists(every_address):
    assert not set(PUBLIC) - {name for name, _ in every_address}


def test_no_two_patterns_have_the_same_address(every_address):
    """The second of two equal paths would never answer."""
    paths = [path for _, path in every_address]
    assert not sorted({path for path in paths if paths.count(path) > 1})
