"""What this room asks: does everybody still agree to the way chosen, and was the other side heard first?"""

from amends.foundation.case.guards import before_step
from amends.journey.court.rules.sessions import before_preparing
from amends.journey.preparation.rules import check_may_communicate
from amends.journey.preparation.rules.sessions import check_other_side_heard

before_step("begin_communication")(check_may_communicate)
before_preparing(check_other_side_heard)
