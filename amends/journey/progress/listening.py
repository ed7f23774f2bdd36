"""What this room asks before a case is closed: was a step passed over, and is the record of the office whole?"""

from amends.foundation.case.guards import before_step
from amends.journey.progress.rules.path import check_visits_not_passed_over
from amends.journey.progress.rules.record import check_record_is_whole

before_step("close")(check_visits_not_passed_over)
before_step("close")(check_record_is_whole)
