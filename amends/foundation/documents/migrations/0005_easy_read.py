"""A paper says everything again in easy read, and each copy says in which form it was given."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("documents", "0004_own_words"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="document",
            name="easy_html",
            field=models.TextField(blank=True, default="", help_text="The same in easy read."),
        ),
        migrations.AddField(
            model_name="document",
            name="easy_version",
            field=models.PositiveIntegerField(
                blank=True, help_text="The version of the easy-read template.", null=True
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="easy_own_version",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="The version of the service's own words in easy read, where it has some.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="document", name="easy_read", field=models.BooleanField(default=False)
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("easy_html", ""), ("easy_read", False), ("easy_version__isnull", True)),
                    models.Q(models.Q(("easy_html", ""), _negated=True), ("easy_version__isnull", False)),
                    _connector="OR",
                ),
                name="document_in_easy_read_where_it_is_worded",
                violation_error_message="This paper is not worded in easy read.",
            ),
        ),
        migrations.AddField(
            model_name="rendering", name="easy_read", field=models.BooleanField(default=False)
        ),
        migrations.RemoveConstraint(model_name="rendering", name="rendered_once"),
        migrations.AddConstraint(
            model_name="rendering",
            constraint=models.UniqueConstraint(
                fields=("document", "format", "large_print", "easy_read"), name="rendered_once"
            ),
        ),
        migrations.AddField(
            model_name="copy",
            name="form",
            field=models.CharField(
                choices=[
                    ("standard", "Usual print"),
                    ("large", "Large print"),
                    ("easy", "Easy read"),
                    ("easy_large", "Easy read in large print"),
                ],
                default="standard",
                max_length=10,
            ),
        ),
    ]
