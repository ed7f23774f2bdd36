"""What this room asks before preparation begins; communication waits for a milestone that such a judgement takes away."""

from amends.foundation.case.guards import before_step
from amends.journey.suitability.rules import check_nobody_unsuitable

before_step("begin_preparation")(check_nobody_unsuitable)
