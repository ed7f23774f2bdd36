"""What somebody may risk belongs to their own side's file, and is never rewritten."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import append_only, protect
from amends.service.dataplan.walls import behind_plan


class Migration(migrations.Migration):
    replaces: ClassVar = [("risk", "0002_walls"), ("risk", "0005_behind_the_plan")]
    dependencies: ClassVar = [
        ("risk", "0001_tables"),
        ("case", "0003_behind_walls"),
        ("dataplan", "0001_plan"),
    ]
    operations: ClassVar = [
        together(
            *protect("risk_assessment", "file"),
            *append_only("risk_assessment"),
            *protect("risk_policerequest", "file"),
            # What somebody may risk stands behind the data plan as well.
            *behind_plan("risk_assessment", ("risk", "")),
            # The running series, what is done about a risk, what pauses a case, and what is known before anybody goes.
            *protect("risk_measure", "file"),
            *protect("risk_hold", "case"),
            *protect("risk_riskchange", "file"),
            *protect("risk_escalation", "file"),
            *protect("risk_worry", "file"),
            *protect("risk_contactbar", "file"),
            *protect("risk_visitsummary", "file"),
            *protect("risk_visitsummaryread", "file"),
            *protect("risk_riskenquiry", "file"),
            *protect("risk_sensitive", "case"),
            *protect("risk_vulnerability", "file"),
            *protect("risk_wellbeing", "file"),
            *protect("risk_servicerisk", "service"),
            *protect("risk_serviceriskreview", "service"),
            *append_only("risk_vulnerability"),
            *append_only("risk_riskchange"),
            # Whether somebody harmed is known to probation or a prison.
            *protect("risk_knownelsewhere", "file"),
        ),
    ]
