"""What is noted of an out-of-court matter is the service's and the referrer's."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.protect import keep_history, protect

MINE = "referral_id IN (SELECT id FROM referral_referral WHERE referrer_id = (SELECT amends_user()))"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("referral", "0008_remedies")]
    operations: ClassVar = [
        *protect("referral_remedy", "service", or_where=MINE),
        *keep_history("referral_localoption"),
        *keep_history("referral_policingarea"),
    ]
