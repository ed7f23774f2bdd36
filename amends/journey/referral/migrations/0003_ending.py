from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_cache_table"),
        ("case", "0003_walls"),
        ("referral", "0002_walls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="referral",
            name="ended_at",
            field=models.DateTimeField(
                blank=True, help_text="When the referrer was told how it ended.", null=True
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="ended_words",
            field=models.TextField(blank=True, help_text="What they were told of the end of the case."),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_words", "")),
                    models.Q(("ended_at__isnull", False), models.Q(("ended_words", ""), _negated=True)),
                    _connector="OR",
                ),
                name="referral_end_in_words",
                violation_error_message="What the referrer is told of the end goes with the time they were told.",
            ),
        ),
    ]
