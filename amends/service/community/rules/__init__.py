"""Questions about the pool of interpreters, organisations, and whom our messages reach."""

from amends.service.community.rules.pool import POOL, check_can_interpret, organisations, pool
from amends.service.community.rules.reach import Reach, reach_of

__all__ = ["POOL", "Reach", "check_can_interpret", "organisations", "pool", "reach_of"]
