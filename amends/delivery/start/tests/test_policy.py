"""A policy folder with a mistake in it stops the start, whatever kind of file the mistake is in."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from amends.delivery.start.policy import ROOMS, check_policy
from amends.foundation.policy.source import POLICY_FOLDER, PolicyError

MISTAKES = [
    ("facts.yaml", "kind: truth", "kind: maybe", "not one of text"),
    ("profiles/noms-2013.yaml", "{domestic_abuse: true}", "{domestic_abus: true}", "no fact called"),
    (
        "profiles/hmpps-2023.yaml",
        "from: 2023-02-06",
        "from: 2023-02-06\n  to: 2020-01-01",
        "before it starts",
    ),
    ("clocks/hmpps-2023.yaml", "{working_days: 15}", "{working_weeks: 3}", "means nothing here"),
    ("questionnaires/letter-vetting.yaml", "kind: yes_no", "kind: perhaps", "not one of"),
    ("consent/2026-11.yaml", "title: To take part", "titel: To take part", "'title' is missing here"),
    ("meetings/2026-11.yaml", "needed: true", "needed: often", "expected true or false"),
    ("outcomes.yaml", "needs: [communicated", "needs: [comunicated", "is not one of"),
    ("figures.yaml", "    numerator:", "    number:", "'numerator' is missing here"),
    ("alarm-words.yaml", "words:", "words: afraid\nwords2:", "'words2' means nothing here"),
    ("workload.yaml", "hours_a_week:", "hours_a_day:", "'hours_a_week' is missing here"),
    ("bank-holidays.yaml", "holidays: []", "holidays: [{day: soon, words: x, source: y}]", "a date such as"),
    ("checklist.yaml", "  willing:", "  williing:", "'williing' means nothing here"),
    ("places.yaml", "places:", "places: [", "is not YAML"),
    ("library.yaml", "places: [referral, finding", "places: [referal, finding", "no place called referal"),
    ("equality.yaml", "margin: 10", "margin: wide", "whole number of 1 or more"),
    ("remedy-menu.yaml", '"8":', '"9":', "'8' is missing here"),
    ("court/papers.yaml", "from_whom: probation", "whom: probation", "'from_whom' is missing here"),
    ("process-maps.yaml", "kind: partner", "kind: somebody", "is not one of"),
    ("documents/leaflet/1.html", "audience: either", "audience: everybody", "the audience is not one of"),
    ("documents/leaflet/1.html", "{% if next_steps %}", "{% iff next_steps %}", "Invalid block tag"),
    ("documents/leaflet/1.html", "needs: {}", "needs: {", "the head is not YAML"),
]


class Copy:
    """A copy of the policy folder that is read as if the program had just started."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "policy"
        shutil.copytree(POLICY_FOLDER, self.folder)

    def change(self, file: str, old: str, new: str) -> None:
        text = (self.folder / file).read_text()
        assert old in text
        (self.folder / file).write_text(text.replace(old, new, 1))


def forget() -> None:
    for reader in ROOMS:
        getattr(reader, "cache_clear", lambda: None)()


@pytest.fixture
def policy(tmp_path, settings, monkeypatch):
    copy = Copy(tmp_path)
    settings.POLICY_DIR = copy.folder
    monkeypatch.setenv("AMENDS_POLICY", str(copy.folder))
    forget()
    yield copy
    forget()


def test_the_folder_that_comes_with_the_product_is_read_whole(policy):
    check_policy()


@pytest.mark.parametrize(("file", "old", "new", "sentence"), MISTAKES)
def test_a_mistake_is_told_with_file_line_and_a_sentence(policy, file, old, new, sentence):
    policy.change(file, old, new)
    with pytest.raises(PolicyError) as caught:
        check_policy()
    assert str(caught.value).startswith(f"{policy.folder / file}, line ")
    assert sentence in caught.value.sentence


def test_a_file_that_no_room_reads_must_still_be_yaml(policy):
    (policy.folder / "local.yaml").write_text("a: 1\nb: [\n")
    with pytest.raises(PolicyError, match=r"local\.yaml, line 3"):
        check_policy()


def test_nothing_starts_on_rules_that_cannot_be_read(policy):
    policy.change("profiles/noms-2013.yaml", "{domestic_abuse: true}", "{domestic_abus: true}")
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"}
    line = [sys.executable, "-c", "import django; django.setup()"]
    stopped = subprocess.run(line, env=environment, capture_output=True, text=True, check=False)
    assert stopped.returncode != 0
    assert "no fact called 'domestic_abus'" in stopped.stderr.splitlines()[-1]
