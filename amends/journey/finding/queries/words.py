"""The words of a file that nobody has explained yet."""

from collections import Counter
from dataclasses import dataclass

from amends.foundation.policy.facts import Fact
from amends.journey.finding.fields import Finding, finding, plain
from amends.journey.finding.models import Extract
from amends.journey.finding.queries.previewing import rows_of
from amends.journey.finding.reading import BadCellError, read_cell

PREVIEWED, LOOKED_THROUGH, MOST_STRANGE = 8, 5000, 60


@dataclass(frozen=True)
class Strange:
    """A word in a column of choices that means nothing to us yet."""

    fact: Fact
    word: str
    count: int


def strange_words(extract: Extract) -> list[Strange]:
    """Words in columns of choices that are not understood, the most frequent first; the first rows are looked through."""
    policy = finding()
    asked = {
        place: policy.fields[name]
        for place, heading in enumerate(extract.headings)
        if (name := extract.columns.get(heading, "")) and policy.fields[name].kind == "choice"
    }
    counted: Counter[tuple[str, str]] = Counter()
    for line in rows_of(extract, LOOKED_THROUGH) if asked else ():
        for place, fact in asked.items():
            if place < len(line.cells) and not _understood(policy, fact, line.cells[place], extract):
                counted[fact.name, line.cells[place][:80]] += 1
    found = counted.most_common(MOST_STRANGE)
    return [Strange(policy.fields[name], word, count) for (name, word), count in found]


def _understood(policy: Finding, fact: Fact, text: str, extract: Extract) -> bool:
    words = extract.words.get(fact.name, {})
    if plain(text) in words:
        return True
    try:
        read_cell(policy, fact, text, words)
    except BadCellError:
        return False
    return True
