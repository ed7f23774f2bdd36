"""No personal data in the log, whatever breaks."""

import io
import logging
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string

from amends.foundation.access.models import User

MARKER = "zebra.marker@example.org"


@pytest.fixture
def log():
    """The log as the settings format it."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    formatters: Any = settings.LOGGING["formatters"]
    plain = formatters["plain"]
    handler.setFormatter(import_string(plain["()"])(plain["format"], style=plain["style"]))
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    yield written
    logger.removeHandler(handler)


@pytest.mark.django_db
def test_row_that_broke_a_constraint_is_not_in_the_log(log):
    User.objects.create(email=MARKER, name="Zebra")
    with pytest.raises(IntegrityError, match=MARKER) as broken, transaction.atomic():
        User.objects.bulk_create([User(email=MARKER, name="Zebra")])
    logging.getLogger("django.request").error("Internal Server Error: /people/3/", exc_info=broken.value)
    said = log.getvalue()
    assert "Internal Server Error: /people/3/" in said
    assert "IntegrityError (its message is left out)" in said
    assert "UniqueViolation" in said
    assert "test_logs.py" in said
    assert MARKER not in said


def test_each_error_of_a_chain_is_named_without_its_words(log):
    try:
        try:
            int(MARKER)
        except ValueError as first:
            raise KeyError(MARKER) from first
    except KeyError:
        logging.getLogger("django.request").exception("It broke")
    said = log.getvalue()
    assert said.index("ValueError") < said.index("Then:") < said.index("KeyError")
    assert MARKER not in said
