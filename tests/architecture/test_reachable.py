"""Every page is led to: by a link, a button, a task or another page. What nobody can reach might as well not be there."""

import re
from pathlib import Path

from django.urls import get_resolver

from tests.architecture.source import CHECKOUT, modules
from tests.architecture.test_strangers import patterns

# Doors for other systems, and pages that people type in or come to from outside.
OUTSIDE = {"api"}
LED_TO_OTHERWISE = {
    "pages:gallery": "for whoever builds pages: docs and tests name it",
    "finding:columns": "pages/caseload.py puts the name together",
    "finding:words": "pages/caseload.py puts the name together",
    "finding:criteria": "pages/caseload.py puts the name together",
}


def what_leads() -> str:
    """Everything that could lead somewhere: code but for tables of addresses, templates, scripts and policy."""
    code = [module.path for module in modules() if "urls" not in module.path.name]
    pages = [
        path
        for kind in ("html", "js", "txt")
        for path in (CHECKOUT / "amends").rglob(f"templates/**/*.{kind}")
    ]
    return "\n".join(path.read_text() for path in [*code, *pages, *_policy()])


def _policy() -> list[Path]:
    return [*(CHECKOUT / "policy").rglob("*.yaml"), *(CHECKOUT / "policy").rglob("*.html")]


def test_every_page_is_led_to():
    named = {name for name, _ in patterns(get_resolver()) if re.fullmatch(r"\w+:[\w-]+", name)}
    led_to = set(re.findall(r"['\"](\w+:[\w-]+)['\"]", what_leads()))
    ours = {name for name in named if name.partition(":")[0] not in OUTSIDE}
    assert not sorted(ours - led_to - set(LED_TO_OTHERWISE))
    assert not sorted(set(LED_TO_OTHERWISE) & led_to), "These are led to by name now."
