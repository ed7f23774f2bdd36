from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sharing", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="sharingagreement",
            name="about",
            field=models.CharField(
                choices=[
                    ("general", "Case information in general"),
                    ("referrers", "Referrals"),
                    ("police", "How to reach people harmed (police)"),
                    ("establishments", "Prisons: remand, sentenced, meetings there"),
                    ("probation", "Probation: reports and supervision"),
                    ("victim_support", "Local victim support"),
                    ("evaluation", "Evaluation: what the evaluator is sent of the register"),
                ],
                default="general",
                max_length=20,
            ),
        ),
    ]
