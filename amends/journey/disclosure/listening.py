"""What this room asks before somebody is found suitable."""

from amends.foundation.case.guards import before_suitable
from amends.journey.disclosure.rules import check_partners_answered

before_suitable(check_partners_answered)
