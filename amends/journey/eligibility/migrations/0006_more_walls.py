"""The target criteria and the offence list belong to the service; what a test said once stays as it was."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.protect import append_only, protect


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("eligibility", "0005_target_and_offences"),
        ("record", "0002_append_only"),
        ("case", "0003_walls"),
    ]
    operations: ClassVar = [
        *protect("eligibility_listedoffence", "service"),
        *protect("eligibility_score", "service"),
        *append_only("eligibility_score"),
        *protect("eligibility_conviction", "service"),
        *protect("eligibility_offencevictim", "service"),
        *protect("eligibility_basicfacts", "service"),
        *append_only("eligibility_basicfacts"),
        *protect("eligibility_targettest", "service"),
        *append_only("eligibility_targettest"),
    ]
