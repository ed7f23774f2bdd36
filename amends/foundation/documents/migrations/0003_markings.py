import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.record.protect import append_only, protect, wall_by_verb

REACH = """(file_id IS NOT NULL AND file_id = ANY ((SELECT amends_files())::bigint[]))
    OR (file_id IS NULL AND case_id = ANY ((SELECT amends_cases())::bigint[]))"""
WHOLE = "service_id = ANY ((SELECT amends_services())::bigint[])"
# Whoever prints has to know the list; only those who see the service whole write it.
MEMBER = """service_id IN (SELECT m.service_id FROM access_membership m WHERE m.user_id = (SELECT amends_user()))"""


def link(to):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to)


def belongs(to, related_name="+", **options):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE, related_name=related_name, to=to, **options
    )


def key():
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def moment():
    return models.DateTimeField(db_default=django.db.models.functions.datetime.Now())


def known_to_members(table):
    return [
        *protect(table, "service"),
        *wall_by_verb(table, see=f"{WHOLE} OR {MEMBER}", add=WHOLE, change=WHOLE, into=WHOLE),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_cache_table"),
        ("documents", "0002_walls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="marking",
            field=models.CharField(
                blank=True, default="", help_text="As it was made; the last change counts.", max_length=60
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="notice",
            field=models.CharField(
                blank=True,
                default="",
                help_text="On every page of a form with personal details.",
                max_length=300,
            ),
        ),
        migrations.CreateModel(
            name="Marking",
            fields=[
                ("id", key()),
                ("name", models.CharField(max_length=60)),
                (
                    "words",
                    models.CharField(
                        help_text="What it means, and how such a paper is handled.", max_length=400
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField()),
                ("is_active", models.BooleanField(default=True)),
                ("changed_at", moment()),
                ("changed_by", link(settings.AUTH_USER_MODEL)),
                ("service", link("access.service")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("service", "name"),
                        name="marking_once",
                        violation_error_message="This marking is on the list already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="marking_is_explained",
                        violation_error_message="Say what it means.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MarkingDefault",
            fields=[
                ("id", key()),
                ("template", models.CharField(max_length=60)),
                (
                    "reason",
                    models.CharField(
                        blank=True, help_text="Why it protects less than before.", max_length=300
                    ),
                ),
                ("changed_at", moment()),
                ("changed_by", link(settings.AUTH_USER_MODEL)),
                ("marking", link("documents.marking")),
                ("service", link("access.service")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("service", "template"),
                        name="marking_default_once",
                        violation_error_message="This kind of document has its marking already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MarkingScheme",
            fields=[
                ("id", key()),
                (
                    "notice",
                    models.CharField(
                        default="For authorised staff who handle restorative cases only.", max_length=300
                    ),
                ),
                ("changed_at", moment()),
                ("changed_by", link(settings.AUTH_USER_MODEL)),
                (
                    "service",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.service"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("notice", ""), _negated=True),
                        name="notice_says_something",
                        violation_error_message=(
                            "The notice cannot be empty: forms with personal details carry it."
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Remarking",
            fields=[
                ("id", key()),
                ("before", models.CharField(max_length=60)),
                ("after", models.CharField(max_length=60)),
                ("is_lower", models.BooleanField()),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("at", moment()),
                ("by", link(settings.AUTH_USER_MODEL)),
                ("case", belongs("case.case", blank=True, null=True)),
                ("document", belongs("documents.document", "remarkings")),
                ("file", belongs("case.casefile", blank=True, null=True)),
                ("service", link("access.service")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_lower", False), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="lower_marking_has_a_reason",
                        violation_error_message="Say why it may protect less.",
                    )
                ],
                "indexes": [models.Index(fields=["document", "-id"], name="last_remarking")],
            },
        ),
        *known_to_members("documents_marking"),
        *known_to_members("documents_markingdefault"),
        *known_to_members("documents_markingscheme"),
        *protect("documents_remarking", "service", or_where=REACH),
        *append_only("documents_remarking"),
    ]
