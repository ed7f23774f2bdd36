import pytest

from amends.foundation.policy.tests.broken import Copy


@pytest.fixture
def policy(tmp_path):
    return Copy(tmp_path)
