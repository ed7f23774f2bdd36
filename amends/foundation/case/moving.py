"""What later rooms do when a case is opened or has moved on, in the same transaction. This shelf knows no stage."""

from collections.abc import Callable

from amends.foundation.access.models import User
from amends.foundation.case.models import Case

Follower = Callable[[User, Case], None]
_FOLLOWERS: list[Follower] = []


def on_moving(follower: Follower) -> None:
    """Called once by a room as it starts."""
    _FOLLOWERS.append(follower)


def moved(by: User, case: Case) -> None:
    """Let the rooms do what belongs to the stage the case is in now."""
    for follower in _FOLLOWERS:
        follower(by, case)
