"""What a page costs the database."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def cost(client: Client, address: str) -> int:
    """Its statements on a second visit, but for those that come from running inside the test's own transaction."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    own = [query for query in captured.captured_queries if "SAVEPOINT" not in query["sql"]]
    return len(own) - 1  # the test's own acting person is put back at the end
