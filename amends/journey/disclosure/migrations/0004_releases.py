import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.record.protect import append_only, protect

ITEMS = [
    ("name", "Name"),
    ("telephone", "Telephone number"),
    ("email", "E-mail address"),
    ("address", "Address"),
]


def link(to, **options):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to, **options)


def belongs(to, related_name="+"):
    return models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name=related_name, to=to)


def key():
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_cache_table"),
        ("case", "0003_walls"),
        ("disclosure", "0003_locked_texts"),
    ]

    operations = [
        migrations.AlterField(
            model_name="victimrequest",
            name="asked_by",
            field=models.CharField(help_text="Which provider asked, and who there.", max_length=160),
        ),
        migrations.AddField(
            model_name="victimrequest",
            name="provider",
            field=models.ForeignKey(
                blank=True,
                help_text="The one body their answer is about.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="access.agency",
            ),
        ),
        migrations.CreateModel(
            name="ReleaseAnswer",
            fields=[
                ("id", key()),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("given", "Yes, the provider may have what is ticked"),
                            ("refused", "No"),
                            ("withdrawn", "They had agreed, and take it back"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "items",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(choices=ITEMS, max_length=10),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("in_person", "In person"),
                            ("phone", "On the telephone"),
                            ("written", "In writing"),
                        ],
                        max_length=10,
                    ),
                ),
                ("said_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("file", belongs("case.casefile")),
                ("recorded_by", link(settings.AUTH_USER_MODEL)),
                ("request", belongs("disclosure.victimrequest", "answers")),
                ("service", link("access.service")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "given"), models.Q(("items", []), _negated=True)),
                            models.Q(models.Q(("answer", "given"), _negated=True), ("items", [])),
                            _connector="OR",
                        ),
                        name="release_yes_names_what_it_covers",
                        violation_error_message="Tick what the provider may have, and nothing where they say no.",
                    )
                ],
                "indexes": [models.Index(fields=["request", "-id"], name="latest_release_answer")],
            },
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                ("id", key()),
                (
                    "items",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(choices=ITEMS, max_length=10), size=None
                    ),
                ),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("by", link(settings.AUTH_USER_MODEL)),
                ("file", belongs("case.casefile")),
                ("request", belongs("disclosure.victimrequest", "releases")),
                ("service", link("access.service")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("items", []), _negated=True),
                        name="release_is_of_something",
                        violation_error_message="Tick what is released.",
                    )
                ],
                "indexes": [models.Index(fields=["request"], name="releases_of_a_request")],
            },
        ),
        *protect("disclosure_releaseanswer", "file"),
        *append_only("disclosure_releaseanswer"),
        *protect("disclosure_release", "file"),
        *append_only("disclosure_release"),
    ]
