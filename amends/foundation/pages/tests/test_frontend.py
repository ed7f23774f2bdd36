import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

FRONTEND = Path(settings.BASE_DIR) / "frontend"
BUILT = Path(settings.BASE_DIR) / "amends/foundation/pages/static/amends"


def test_built_files_carry_no_brand_of_government_and_load_nothing():
    css = (BUILT / "amends.css").read_text()
    for word in (
        "GDS Transport",
        "crest",
        "crown.svg",
        "@font-face",
        "@import",
        "govuk-footer",
        "govuk-header",
    ):
        assert word not in css
    assert not re.search(r"url\((?!data:)", css)
    assert "Crown Copyright" in css[:300]


def test_lock_file_names_no_registry():
    assert "resolved" not in (FRONTEND / "package-lock.json").read_text()


@pytest.mark.slow
def test_building_again_gives_the_same_bytes(tmp_path):
    node = shutil.which("node")
    if node is None or not (FRONTEND / "node_modules").is_dir():
        pytest.skip("needs Node.js, and `npm ci` in frontend/ once")
    subprocess.run([node, "build.mjs", str(tmp_path)], cwd=FRONTEND, check=True, capture_output=True)
    for name in ("amends.css", "amends.js"):
        assert (tmp_path / name).read_bytes() == (BUILT / name).read_bytes(), "run `npm run build` and commit"
