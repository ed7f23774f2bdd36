"""What is written about a sentence is the service's and the referrer's; a pack is also its provider's."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.protect import keep_history, protect

MINE = "referral_id IN (SELECT id FROM referral_referral WHERE referrer_id = (SELECT amends_user()))"
PROVIDERS = """sent_by_id = (SELECT amends_user()) OR provider_id IN (
    SELECT m.agency_id FROM access_membership m WHERE m.user_id = (SELECT amends_user())
    AND m.starts_on <= amends_today() AND (m.ends_on IS NULL OR m.ends_on >= amends_today()))"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("referral", "0006_sentence_and_packs")]
    operations: ClassVar = [
        *protect("referral_sentencing", "service", or_where=MINE),
        *protect("referral_worksheet", "service", or_where=MINE),
        *protect("referral_providerpack", "service", or_where=PROVIDERS),
        *keep_history("referral_referralsettings"),
    ]
