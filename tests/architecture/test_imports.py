"""The import contracts of pyproject.toml, and that they would notice."""

import subprocess
import sys
from pathlib import Path

import grimp

from tests.architecture.source import CHECKOUT, rank


def test_the_import_contracts_hold():
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:]


def test_imports_between_rooms_form_no_circle():
    graph = grimp.build_graph("amends", cache_dir=None)
    rooms = {name for name in graph.modules if name.count(".") == 2}
    for room in rooms:
        graph.squash_module(room)
    circles = [
        (room, other)
        for room in sorted(rooms)
        for other in graph.find_modules_directly_imported_by(room) & rooms
        if graph.find_shortest_chain(importer=other, imported=room)
    ]
    assert not circles


def test_the_order_is_read_from_the_contracts():
    assert rank("amends.foundation.case") < rank("amends.service.setup") < rank("amends.journey.finding")
    assert (
        rank("amends.journey.consent.models")
        < rank("amends.journey.meeting.models")
        < rank("amends.delivery.api")
    )
