"""A request that is sent twice under one key is done once, and answered the same."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.db import transaction
from ninja import Schema

from amends.delivery.api.models import StoredAnswer
from amends.foundation.access.models import ApiToken


class KeyReusedError(Exception):
    """The same key with another request."""


def once(
    token: ApiToken, key: str | None, request: Schema, do: Callable[[], tuple[int, dict[str, Any]]]
) -> tuple[int, dict[str, Any]]:
    """The stored answer, or do it and store the answer; a request that fails is not remembered."""
    if not key:
        return do()
    asked = json.dumps(request.dict(exclude_unset=True), sort_keys=True, default=str)
    digest = hashlib.sha256(asked.encode()).hexdigest()
    with transaction.atomic():
        # A second one at the same moment waits here until the first is saved.
        stored, new = StoredAnswer.objects.get_or_create(
            token=token, key=key, defaults={"request_hash": digest}
        )
        if not new:
            if stored.request_hash != digest:
                raise KeyReusedError
            return stored.status, stored.body
        status, body = do()
        stored.status, stored.body = status, json.loads(json.dumps(body, default=str))
        stored.save(update_fields=["status", "body"])
        return status, stored.body
