"""What was fetched for somebody and never reached them may be emptied again, also once a case is stopped."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together

DELIVERED = """
DROP TRIGGER indirect_offer_delivered ON indirect_offer;
CREATE TRIGGER indirect_offer_delivered BEFORE UPDATE ON indirect_offer FOR EACH ROW
    WHEN ((NEW.delivered_on IS NOT NULL AND OLD.delivered_on IS NULL) OR (NEW.words <> OLD.words AND {but}))
    EXECUTE FUNCTION indirect_only_released();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("indirect", "0002_behind_walls")]
    operations: ClassVar = [
        together(migrations.RunSQL(DELIVERED.format(but="NEW.words <> ''"), DELIVERED.format(but="TRUE")))
    ]
