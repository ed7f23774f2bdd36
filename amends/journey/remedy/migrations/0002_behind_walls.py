"""A contract is the service's and the referrer's, like the referral it came with."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import keep_history, protect

MINE = "referral_id IN (SELECT id FROM referral_referral WHERE referrer_id = (SELECT amends_user()))"


class Migration(migrations.Migration):
    replaces: ClassVar = [("remedy", "0002_walls")]
    dependencies: ClassVar = [("remedy", "0001_tables"), ("case", "0003_behind_walls")]
    operations: ClassVar = [
        together(
            *protect("remedy_contractaction", "service", or_where=MINE),
            *protect("remedy_placementuse", "service", or_where=MINE),
            *keep_history("remedy_placement"),
        ),
    ]
