"""The API does what its own description says, whatever it is sent: schemathesis makes the requests up."""

from typing import Any

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from amends.delivery.api.urls import api
from amends.foundation.access.token_actions import make_api_token

CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
schema = schemathesis.openapi.from_dict(api.get_openapi_schema())
schema.app = get_wsgi_application()


@pytest.fixture
def key(coordinator, police):
    return make_api_token(by=coordinator, agency=police, name="Case system")[1]


OPERATIONS: list[Any] = [found.ok() for found in schema.get_all_operations()]  # type: ignore[union-attr]  # all are good


@pytest.fixture
def open_connection():
    """The test's transaction goes on over many requests, as it does for Django's own test client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.slow
@pytest.mark.usefixtures("open_connection")
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_answers_are_those_that_the_description_names(operation, key):
    @given(case=operation.as_strategy())
    @settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def send(case):
        cache.clear()
        case.call_and_validate(headers={"Authorization": f"Bearer {key}"}, checks=CHECKS)

    send()


def test_every_address_of_the_api_is_described():
    assert {operation.label for operation in OPERATIONS} == {
        "POST /api/v1/referrals",
        "GET /api/v1/referrals",
        "GET /api/v1/referrals/{number}",
        "GET /api/v1/referrals/{number}/questions",
        "POST /api/v1/referrals/{number}/questions/{question_id}/answer",
        "GET /api/v1/referrals/{number}/amendments",
        "POST /api/v1/referrals/{number}/amendments",
        "POST /api/v1/referrals/{number}/withdraw",
    }
