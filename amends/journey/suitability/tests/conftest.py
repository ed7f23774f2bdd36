import re
import shutil

import pytest

from amends.foundation.policy.source import POLICY_FOLDER


@pytest.fixture
def scheme(tmp_path, monkeypatch):
    """`scheme(presumption_of_taking_part="true")`: the hub's own profile with another setting."""

    def choose(**settings):
        folder = shutil.copytree(POLICY_FOLDER, tmp_path / "policy", dirs_exist_ok=True)
        file = folder / "profiles/essex-2015.yaml"
        text = file.read_text()
        for name, value in settings.items():
            text, found = re.subn(rf"^  {name}: .*$", f"  {name}: {value}", text, flags=re.MULTILINE)
            assert found == 1, name
        file.write_text(text)
        monkeypatch.setenv("AMENDS_POLICY", str(folder))

    return choose


@pytest.fixture
def desk(client, sign_in, coordinator):
    """The coordinator's browser."""
    return sign_in(client, coordinator)
