"""What the desk finds out belongs to the service, not to the referrer; enquiries and what is carried over, to one file."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.protect import append_only, protect


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("eligibility", "0001_initial"),
        ("referral", "0002_walls"),
        ("record", "0002_append_only"),
        ("case", "0003_walls"),
    ]
    operations: ClassVar = [
        *protect("eligibility_intake", "service"),
        *protect("eligibility_likeness", "service"),
        *protect("eligibility_sameperson", "service"),
        *protect("eligibility_screening", "service"),
        *append_only("eligibility_screening"),
        *protect("eligibility_senton", "service"),
        *protect("eligibility_secondassessment", "service"),
        *append_only("eligibility_secondassessment"),
        *protect("eligibility_carriedover", "file"),
        *protect("eligibility_enquiry", "file"),
        *protect("eligibility_chase", "file"),
    ]
