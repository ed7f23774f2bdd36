"""What other bodies told the service is kept from the facilitators until the coordinator includes it in the pack."""

from typing import ClassVar

from django.db import migrations

UP = """
CREATE POLICY eligibility_enquiry_pack ON eligibility_enquiry AS RESTRICTIVE FOR SELECT USING (
    service_id = ANY ((SELECT amends_services())::bigint[]) OR NOT allocation_kept_back(case_id, 'enquiry:' || id, true));
"""
DOWN = "DROP POLICY eligibility_enquiry_pack ON eligibility_enquiry;"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("allocation", "0002_walls"), ("eligibility", "0001_initial")]
    operations: ClassVar = [migrations.RunSQL(UP, DOWN)]
