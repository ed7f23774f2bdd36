"""Is the trail as it was written? What PostgreSQL's own functions find along the chain (migration 0002)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection

WORDS = {
    "changed": "was changed, or the line before it was",
    "removed": "was removed",
    "recipient": "names another recipient than it did",
    "unsealed": "was slipped in without a link of the chain",
}


@dataclass(frozen=True)
class BrokenLink:
    """A line of the trail that no longer fits. `place` is its place in the chain, None where it has none."""

    place: int | None
    event_id: int
    what: str

    @property
    def words(self) -> str:
        """One sentence for whoever looks after the server; nothing about a person is in it."""
        where = f"Line {self.event_id}" + (f" (link {self.place})" if self.place else "")
        return f"{where} {WORDS[self.what]}."


@dataclass(frozen=True)
class ChainEnd:
    """How long the chain is and how it ends: kept elsewhere, it proves later that nothing before it was touched."""

    links: int
    digest: str


def broken_links(most: int = 20) -> list[BrokenLink]:
    """The first lines that do not fit; none when the trail is as it was written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT place, event_id, what FROM record_broken_links(%s)", [most])
        return [BrokenLink(*row) for row in cursor.fetchall()]


def chain_end() -> ChainEnd:
    """The last link; length 0 and no digest while nothing has been written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT links, encode(digest, 'hex') FROM record_chain_end()")
        row = cursor.fetchone()
    return ChainEnd(*row) if row else ChainEnd(0, "")


def has_been_end(digest: str) -> bool:
    """Whether this digest, written down earlier, is still in the chain. Raises ValueError when it is not hexadecimal."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT record_chain_has(%s)", [bytes.fromhex(digest)])
        return bool(cursor.fetchone()[0])


@contextmanager
def sealed_afterwards() -> Iterator[None]:
    """Write a great many lines without a link each, then make the chain anew. Needs the owner's rights."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE record_auditevent DISABLE TRIGGER record_auditevent_chain")
        yield
        cursor.execute("ALTER TABLE record_auditevent ENABLE TRIGGER record_auditevent_chain")
    seal_anew()


def seal_anew() -> int:
    """Make the chain over the trail as it is now; only the owner of the tables may. Returns the number of links."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT record_seal_anew()")
        return int(cursor.fetchone()[0])
