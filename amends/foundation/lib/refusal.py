"""How a rule says no: with the reason, where it is written, and what would open it."""


class Refused(Exception):  # noqa: N818  # reads as a sentence: `except Refused`
    """A rule stands against this. `reason` and `opens` are fit to show to the person who asked."""

    def __init__(self, reason: str, *, source: str = "", opens: str = "", field: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.source = source
        self.opens = opens
        self.field = field

    def __str__(self) -> str:
        return " ".join(part for part in (self.reason, self.opens) if part)

    @property
    def in_full(self) -> str:
        """With where it is written, for a line at the top of a page that has no room for a block of its own."""
        return f"{self} (Rule: {self.source})" if self.source else str(self)


class ChangedMeanwhile(Refused):
    """Somebody else saved the same thing first. `changes` lists (what, yours, theirs) for the page to show.

    `seen` is the mark of what is saved now: whoever has looked at both versions saves on top of it.
    """

    def __init__(self, by: str, changes: list[tuple[str, str, str]], *, seen: str = "") -> None:
        super().__init__(
            f"{by} changed this while you were working on it.",
            opens="Nothing you typed is lost. Look at both versions and save again.",
        )
        self.changes = changes
        self.seen = seen
