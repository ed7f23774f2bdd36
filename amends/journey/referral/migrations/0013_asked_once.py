"""Which referrals belong to limited cases is found once in a statement, however many tables ask for it."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.protect import ask_once


class Migration(migrations.Migration):
    dependencies: ClassVar = [("referral", "0012_menu_explained"), ("case", "0010_asked_once")]
    operations: ClassVar = [*ask_once("amends_limited_referrals", "int8multirange")]
