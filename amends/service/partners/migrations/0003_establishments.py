import django.db.models.deletion
from django.db import migrations, models

from amends.foundation.record.protect import protect


class Migration(migrations.Migration):
    dependencies = [("access", "0003_cache_table"), ("partners", "0002_walls")]

    operations = [
        migrations.CreateModel(
            name="Establishment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("prison", "HM Prison"),
                            ("yoi", "HM Young Offender Institution"),
                            ("contracted", "Contracted prison"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="access.agency"
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.service"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency",),
                        name="establishment_once",
                        violation_error_message="It is said already what sort of establishment this is.",
                    )
                ],
            },
        ),
        *protect("partners_establishment", "service"),
    ]
