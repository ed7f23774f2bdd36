"""Services, the agencies they work with, users and what each may do where."""

from amends.foundation.access.models.agency import Agency, AgencyKind
from amends.foundation.access.models.hub import Service
from amends.foundation.access.models.keeping import ApiToken, KeptForm
from amends.foundation.access.models.membership import Membership
from amends.foundation.access.models.user import User, UserManager

__all__ = ["Agency", "AgencyKind", "ApiToken", "KeptForm", "Membership", "Service", "User", "UserManager"]
