"""What this room asks before communication begins: does everybody still agree to the way that all have chosen?"""

from amends.foundation.case.guards import before_step
from amends.journey.preparation.rules import check_may_communicate

before_step("begin_communication")(check_may_communicate)
