"""The referral form and the CRA1 on paper: blank, or with everything that was entered (EX-141)."""

from typing import Any

from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.documents.actions import make_document
from amends.foundation.documents.models import Document
from amends.foundation.documents.worded import Paper
from amends.foundation.documents.wording import document_template
from amends.foundation.pages.parts import Row
from amends.foundation.pages.steps import Step
from amends.journey.referral.content import Rows, load
from amends.journey.referral.forms import steps_for
from amends.journey.referral.models import ChosenAction, CommunityResolution, Referral
from amends.journey.referral.models.referral import Form
from amends.journey.referral.views.in_words import answers_of, person_rows
from amends.journey.referral.views.status_page import (
    REFERRAL_ROWS,
    checklist_rows,
    sections_of,
)

TEMPLATES = {Form.CRA1: "cra1-form"}
NOT_PRINTED = {"id", "service", "referral"}
Section = dict[str, Any]


def print_filled(*, by: User, referral: Referral) -> Document:
    """The form with every field that was entered; each view and print of it is logged."""
    rows = load(referral)
    template = TEMPLATES.get(Form(referral.form), "referral-form")
    context = {
        "sections": filled_sections(rows),
        "form_version": referral.form_version or str(document_template(template).version),
        "reference": referral.number,
        "typed_by": referral.typed_in_by.name if referral.typed_in_by else "",
        "checked_by": referral.checked_by.name if referral.checked_by else "",
    }
    return make_document(
        by=by,
        paper=Paper(
            template,
            context,
            subject=f"referral:{referral.pk}",
            worded_on=timezone.localdate(referral.received_at) if referral.received_at else None,
        ),
        belongs_to=referral.service,
    )


def print_blank(*, by: User, service: Service, form: str) -> Document:
    """An empty form to take along."""
    template = TEMPLATES.get(Form(form), "referral-form")
    sections = [
        _blank(step) for step in steps_for(form, {}, service).steps if not step.key.startswith("more-")
    ]
    context = {"sections": sections, "form_version": str(document_template(template).version)}
    return make_document(by=by, paper=Paper(template, context), belongs_to=service)


def _blank(step: Step) -> Section:
    labels = [str(field.label or name) for name, field in step.form.base_fields.items()]
    return {"title": step.title, "rows": [{"label": label, "value": ""} for label in labels]}


def filled_sections(rows: Rows) -> list[Section]:
    """Every part of a referral that has an answer, in the order of the form."""
    sections = [_section("The referral", answers_of(rows.referral, REFERRAL_ROWS))]
    sections += [_section(person.full_name, person_rows(rows, person)) for person in rows.people]
    sections.append(_section("Checklist", checklist_rows(rows, verified=False)))
    if rows.resolution:
        sections += _resolution(rows, rows.resolution)
    sections += [_section(title, found) for title, found in sections_of(rows)]
    if rows.attachments:
        sections.append(_section("Attached", [Row(a.get_kind_display(), a.name) for a in rows.attachments]))
    return [section for section in sections if section["rows"]]


def _resolution(rows: Rows, form: CommunityResolution) -> list[Section]:
    names = [field.name for field in form._meta.concrete_fields if field.name not in NOT_PRINTED]
    officers = [
        Row(
            line.get_role_display(),
            f"{line.name}, {line.collar_number}, {line.signed_on:%d/%m/%Y} {line.note}".strip(),
        )
        for line in rows.sign_offs
    ]
    return [
        _section("Community resolution", answers_of(form, names)),
        _section("Actions", [_action(action) for action in rows.actions]),
        _section("Officers", officers),
    ]


def _action(action: ChosenAction) -> Row:
    said = [
        "Chosen by the person harmed" if action.chosen_by_victim else "Not asked for by the person harmed"
    ]
    if action.agreed_place:
        said.append(f"Agreed: {action.agreed_place}. {action.detail}")
    if action.amount:
        said.append(f"£{action.amount}, {action.covers} {action.evidence}".strip())
    return Row(f"{action.number}. {action.get_number_display()}", said)


def _section(title: str, rows: list[Row]) -> Section:
    return {
        "title": title,
        "rows": [{"label": row.key, "value": "\n".join(str(line) for line in row.lines)} for row in rows],
    }
