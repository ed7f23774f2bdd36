"""Nobody looks for likeness through row policies.

PostgreSQL asks a policy before it asks a comparison that could tell what it saw, so an index of likeness stays unused and
the search reads whoever there is: a second in a service of 100,000 cases. Such a search is a function of the database.
"""

import re

from tests.architecture.source import CHECKOUT

LIKENESS = re.compile(r"\bTrigram\w+|\bSearch(?:Vector|Query|Rank)\b|__(?:trigram\w*|search)\b")


def test_likeness_is_asked_for_in_functions_of_the_database_alone():
    files = [
        path for path in (CHECKOUT / "amends").rglob("*.py") if not {"migrations", "tests"} & set(path.parts)
    ]
    assert len(files) > 500
    found = {str(path): LIKENESS.findall(text) for path in files if LIKENESS.search(text := path.read_text())}
    assert not found
