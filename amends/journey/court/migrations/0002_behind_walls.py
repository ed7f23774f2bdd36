"""A report is its writer's and its service's, and no case file holds it.

In a case the phase and a deferment are both sides' to know; the sentence and what follows from it are the responsible side's.
An offender manager sees the news that are theirs to decide on, and nothing else of the file.
"""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import append_only, keep_history, protect

MINE = "report_id IN (SELECT id FROM court_courtreport WHERE author_id = (SELECT amends_user()))"


class Migration(migrations.Migration):
    replaces: ClassVar = [("court", "0002_walls")]
    dependencies: ClassVar = [
        ("court", "0001_tables"),
        ("case", "0003_behind_walls"),
    ]
    operations: ClassVar = [
        together(
            *keep_history("court_court"),
            *keep_history("court_opportunity"),
            *protect("court_courtreport", "service", or_where="author_id = (SELECT amends_user())"),
            *protect("court_proposal", "service", or_where=MINE),
            *protect("court_hearingresult", "service", or_where=MINE),
            *protect("court_phase", "case"),
            *append_only("court_phase"),
            *protect("court_deferment", "case"),
            *protect("court_sentence", "file"),
            *protect("court_plannedmeeting", "file"),
            *protect("court_attendance", "file"),
            *protect("court_enforcement", "file", or_where="officer_id = (SELECT amends_user())"),
            *protect("court_programme", "file"),
            *protect("court_progressentry", "file"),
            # Papers about the person responsible: on their own file.
            *protect("court_wantedpaper", "file"),
        ),
    ]
