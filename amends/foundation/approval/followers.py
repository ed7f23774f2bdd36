"""What a room does as soon as something it asked about is decided, in the same transaction."""

from collections.abc import Callable

from amends.foundation.access.models import User
from amends.foundation.approval.models import Approval

Follower = Callable[[User, Approval], None]
_FOLLOWERS: dict[str, Follower] = {}


def on_decision(key: str, follower: Follower) -> None:
    """Called once by a room as it starts, with the key of its questions."""
    _FOLLOWERS[key] = follower


def follow(by: User, approval: Approval) -> None:
    """Let the room that asked go on."""
    if approval.key in _FOLLOWERS:
        _FOLLOWERS[approval.key](by, approval)
