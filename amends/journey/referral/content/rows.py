"""What a referral says, whichever way it came: typed in steps, taken from paper, or sent by another system.

Content is plain data under the names of the models' fields: `referral`, `people` (each with `contacts`), `references`,
`checklist`, `facts`, `resolution` (with `actions` and `sign_offs`), `sentencing`, `worksheet`, `answers` (of
questionnaires, by their key) and `attachments`. `read_content` turns it into rows
that are not saved yet, and says of every value that cannot be right where it stands.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery

from amends.foundation.access.models import AgencyKind, User
from amends.foundation.lib.marks import without_marks
from amends.foundation.lib.refusal import Refused
from amends.foundation.lib.together import fetch_together
from amends.foundation.policy.facts import BadFactError, facts_table
from amends.foundation.policy.questions import Answer
from amends.foundation.questionnaire.rules import latest_responses
from amends.journey.referral.matching import contact_key, reference_key
from amends.journey.referral.models import (
    Attachment,
    ChecklistAnswer,
    ChosenAction,
    CommunityResolution,
    ExternalReference,
    PolicingArea,
    Referral,
    ReferralContact,
    ReferralFact,
    ReferralPerson,
    Remedy,
    Sentencing,
    SignOff,
    Worksheet,
)
from amends.journey.referral.models.referral import Reason
from amends.journey.referral.models.resolution import RESTORATIVE_ACTIONS
from amends.service.partners.models import District

Content = Mapping[str, Any]
# Whose officers are asked for more than the form, where the rules say so (HMPPS 4.3, 4.13).
OFFICERS_OF = frozenset({AgencyKind.PROBATION, AgencyKind.PRISON})
M = TypeVar("M", bound=models.Model)

# What the service itself decides about a referral; everything else is for the referrer to say.
OURS = frozenset(
    {
        "id",
        "service",
        "number",
        "form",
        "route",
        "status",
        "turn",
        "draft",
        "submission_key",
        "version",
        "started_at",
        "received_at",
        "submitted_at",
        "registered_at",
        "registered_by",
        "acknowledged_at",
        "referrer",
        "agency",
        "sender_address",
        "sender_is_secure",
        "case",
        "merged_into",
        "decided_at",
        "decided_by",
        "outcome_words",
        "sent_to",
        "ended_at",
        "ended_words",
        "typed_in_by",
        "checked_by",
        "checked_at",
        "family",
    }
)
TIES = frozenset({"id", "service", "referral", "person", "match_key", "is_restorative", "of"})


def _names(model: type[models.Model], without: Iterable[str]) -> frozenset[str]:
    return frozenset(f.name for f in model._meta.concrete_fields) - frozenset(without)


REFERRAL_FIELDS = _names(Referral, OURS)
PERSON_FIELDS = _names(ReferralPerson, TIES | {"position"})
CONTACT_FIELDS = _names(ReferralContact, TIES)
RESOLUTION_FIELDS = _names(CommunityResolution, TIES | {"policing_area", "district", "reply_released"})
REMEDY_FIELDS = _names(Remedy, TIES | {"cra1_request", "cra1_requested_on", "cra1_exception"})
SENTENCING_FIELDS = _names(Sentencing, TIES | {"proposed_on"})
# The first page of the worksheet; the second is the service's own.
WORKSHEET_FIELDS = frozenset(
    {"is_ppo", "ethnicity", "offences", *("weapon", "violence", "encounter")}
    | {"length_of_supervision", "notified_on", "purpose"}
)
ACTION_FIELDS = _names(ChosenAction, TIES)
SIGN_OFF_FIELDS = _names(SignOff, TIES)
# PostgreSQL stores neither NUL nor half a character.
OUT_OF_COURT = {Reason.CAUTION, Reason.CONDITIONAL_CAUTION, Reason.COMMUNITY_REMEDY}
LONGEST_FACT = 120
UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_THEMSELVES = {ReferralPerson.Part.PRINCIPAL, ReferralPerson.Part.MEMBER, ReferralPerson.Part.SPOKESPERSON}
PARTS = frozenset(
    {"referral", "people", "references", "checklist", "facts", "resolution", "attachments"}
    | {"remedy", "sentencing", "worksheet", "answers"}
)


@dataclass(frozen=True)
class Problem:
    """One thing that cannot be right or is missing: where it stands, such as people.1.date_of_birth, and a sentence."""

    where: str
    words: str


class IncompleteError(Refused):
    """A referral that cannot be taken as it is, with everything that stands against it."""

    def __init__(self, problems: list[Problem], source: str = "") -> None:
        super().__init__(" ".join(p.words for p in problems), source=source, field=problems[0].where)
        self.problems = problems


@dataclass
class Rows:
    """The rows of one referral, before they are saved or as they are kept.

    `stated` holds facts by whose word they are, `facts` each as it was noted, with `recorded_by_name`; `company` pairs of
    positions: supporter, supported.
    """

    referral: Referral
    people: list[ReferralPerson] = field(default_factory=list)
    contacts: list[ReferralContact] = field(default_factory=list)
    references: list[ExternalReference] = field(default_factory=list)
    checklist: list[ChecklistAnswer] = field(default_factory=list)
    stated: dict[str, dict[str, str]] = field(default_factory=dict)
    resolution: CommunityResolution | None = None
    actions: list[ChosenAction] = field(default_factory=list)
    sign_offs: list[SignOff] = field(default_factory=list)
    remedy: Remedy | None = None
    sentencing: Sentencing | None = None
    worksheet: Worksheet | None = None
    answers: dict[str, dict[str, Answer]] = field(default_factory=dict)
    attachments: list[Attachment] = field(default_factory=list)
    company: list[tuple[int, int]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    facts: list[ReferralFact] = field(default_factory=list)

    def principals(self, *sides: str) -> list[ReferralPerson]:
        """The people themselves, not their supporters, on any of these sides."""
        return [p for p in self.people if p.part == ReferralPerson.Part.PRINCIPAL and p.side in sides]

    def harmed(self) -> list[ReferralPerson]:
        """Everybody on the harmed side who takes part or could."""
        return [p for p in self.people if p.side == ReferralPerson.Side.HARMED and p.part in _THEMSELVES]

    def contacts_of(self, person: ReferralPerson) -> list[ReferralContact]:
        """Numbers, e-mails and further addresses of one of them."""
        return [contact for contact in self.contacts if contact.person is person]

    def answer(self, question: str) -> str:
        """The checklist answer that counts: the verified one where there is one."""
        return next((line.answer for line in self.checklist if line.question == question), "")

    def action(self, number: int) -> ChosenAction | None:
        return next((action for action in self.actions if action.number == number), None)


def read_content(referral: Referral, content: Content) -> Rows:
    """Rows for this referral, with `problems` for what could not be read. Nothing is saved."""
    rows, content = Rows(referral), without_marks(content)
    for name in sorted(set(content) - PARTS):
        rows.problems.append(Problem(name, f"“{name}” means nothing here."))
    _fill(rows, referral, content.get("referral", {}), REFERRAL_FIELDS, where="referral")
    for position, person in enumerate(content.get("people", ()), start=1):
        _read_person(rows, position, dict(person))
    _read_references(rows, content.get("references", ()))
    _read_checklist(rows, content.get("checklist", {}))
    _read_facts(rows, content.get("facts", {}))
    if content.get("resolution") is not None:
        _read_resolution(rows, dict(content["resolution"]))
    if content.get("remedy") is not None:
        rows.remedy = _new(rows, Remedy, content["remedy"], REMEDY_FIELDS, "remedy")
    if content.get("sentencing") is not None:
        rows.sentencing = _new(rows, Sentencing, content["sentencing"], SENTENCING_FIELDS, "sentencing")
    if content.get("worksheet") is not None:
        rows.worksheet = _new(rows, Worksheet, content["worksheet"], WORKSHEET_FIELDS, "worksheet")
    _read_answers(rows, content.get("answers", {}))
    for index, values in enumerate(content.get("attachments", ()), start=1):
        rows.attachments.append(
            _new(rows, Attachment, values, frozenset({"kind", "name"}), f"attachments.{index}")
        )
    return rows


def load(referral: Referral) -> Rows:
    """The rows of a referral that has been received, people and contacts tied to each other: one query."""
    names = User.objects.filter(pk=OuterRef("recorded_by")).values("name")[:1]
    wanted: list[QuerySet[Any]] = [
        ReferralPerson.objects.order_by("position"),
        ReferralContact.objects.order_by("person_id", "rank", "pk"),
        ExternalReference.objects.order_by("pk"),
        ChecklistAnswer.objects.order_by("pk"),
        Attachment.objects.order_by("pk"),
        ReferralFact.objects.annotate(recorded_by_name=Subquery(names)).order_by("pk"),
        CommunityResolution.objects.order_by("pk"),
        ChosenAction.objects.order_by("number"),
        SignOff.objects.order_by("pk"),
    ]
    if referral.form != Referral.Form.CRA1:
        wanted[-3:] = [rows.none() for rows in wanted[-3:]]
    of_this = [rows.filter(referral=referral) for rows in wanted]
    *parts, areas = fetch_together(
        *of_this, PolicingArea.objects.filter(pk__in=of_this[-3].order_by().values("policing_area"))
    )
    for row in (row for part in parts for row in part):
        row.referral = referral
    people, contacts, references, checklist, attachments, facts, resolutions, actions, sign_offs = parts
    rows = Rows(referral, people, contacts, references, checklist, facts=facts, attachments=attachments)
    rows.actions, rows.sign_offs = actions, sign_offs
    by_id = {person.pk: person for person in people}
    for contact in contacts:
        contact.person = by_id[contact.person_id]
    for fact in facts:
        rows.stated.setdefault(fact.said_by, {})[fact.name] = fact.value
    for resolution in resolutions[:1]:
        resolution.policing_area = areas[0] if areas else None
        rows.resolution = resolution
    _load_parts(rows)
    return rows


def _load_parts(rows: Rows) -> None:
    """What only some forms have; nothing is asked of the others."""
    referral = rows.referral
    if referral.form == Referral.Form.CRA1 or OUT_OF_COURT & set(referral.reasons):
        rows.remedy = Remedy.objects.filter(referral=referral).first()
    if referral.form in {Referral.Form.SENTENCE, Referral.Form.WORKSHEET}:
        rows.sentencing = Sentencing.objects.filter(referral=referral).first()
        rows.worksheet = Worksheet.objects.filter(referral=referral).first()
    asked = referral.form == Referral.Form.SENTENCE or Referral.Reason.VICTIM_AWARENESS in referral.reasons
    if asked or (referral.agency and referral.agency.kind in OFFICERS_OF):
        rows.answers = {r.key: dict(r.answers) for r in latest_responses(f"referral:{referral.pk}")}


def _foreign(model: type[models.Model]) -> set[str]:
    """Links to other rows: set by the action, and checked by the database."""
    return {f.name for f in model._meta.concrete_fields if f.is_relation}


def _new(
    rows: Rows, model: type[M], values: Mapping[str, Any], allowed: frozenset[str], where: str, **given: Any
) -> M:
    row = model(service_id=rows.referral.service_id, **given)
    _fill(rows, row, values, allowed, where=where)
    return row


def _fill(
    rows: Rows, row: models.Model, values: Mapping[str, Any], allowed: frozenset[str], *, where: str
) -> None:
    """Put values into a row and let the model check each; an empty value is one that was not given."""
    for name, value in values.items():
        if name not in allowed:
            rows.problems.append(Problem(f"{where}.{name}", f"“{name}” means nothing here."))
        elif not _can_be_stored(row, name, value):
            rows.problems.append(Problem(f"{where}.{name}", "This holds something that cannot be stored."))
        elif value is not None and value != "":
            setattr(row, name, value)
    try:
        row.clean_fields(exclude=_foreign(type(row)))
    except ValidationError as wrong:
        for name, words in wrong.message_dict.items():
            label = name.replace("_", " ").capitalize()
            rows.problems.extend(Problem(f"{where}.{name}", f"{label}: {sentence}") for sentence in words)
    else:
        if not isinstance(row, Referral):  # its own are checked when all of it is known
            rows.problems.extend(_broken_constraints(row, where))


def _can_be_stored(row: models.Model, name: str, value: Any) -> bool:
    """A list is one of words, a day or an hour no number, and no text holds a NUL or half a character."""
    several = value if isinstance(value, list | tuple) else [value]
    kept = row._meta.get_field(name)
    if isinstance(kept, models.DateField | models.TimeField) and not isinstance(value, str | date | time):
        return value is None
    if isinstance(kept, ArrayField) and not (
        isinstance(value, list | tuple) and all(isinstance(each, str) for each in several)
    ):
        return value is None or value == ""
    return not any(isinstance(each, str) and UNSTORABLE.search(each) for each in several)


def _broken_constraints(row: models.Model, where: str) -> Iterator[Problem]:
    """What the database would refuse, said before it has to, at the first field the constraint speaks of."""
    for constraint in row._meta.constraints:
        if isinstance(constraint, models.CheckConstraint):
            try:
                constraint.validate(type(row), row)
            except ValidationError as wrong:
                yield Problem(f"{where}.{_first_name(constraint.condition)}", wrong.messages[0])


def _first_name(condition: Any) -> str:
    """The first field that a condition names."""
    first = condition.children[0]
    return _first_name(first) if isinstance(first, models.Q) else str(first[0]).split("__", 1)[0]


def _read_person(rows: Rows, position: int, values: dict[str, Any]) -> None:
    contacts, supported = values.pop("contacts", ()), values.pop("of", None)
    where = f"people.{position}"
    person = _new(rows, ReferralPerson, values, PERSON_FIELDS, where, position=position)
    rows.people.append(person)
    if supported:
        rows.company.append((position, int(supported)))
    seen = set()
    for index, each in enumerate(contacts, start=1):
        at = f"{where}.contacts.{index}"
        contact = _new(rows, ReferralContact, each, CONTACT_FIELDS, at, person=person)
        contact.match_key = contact_key(contact.kind, contact.value)
        if (contact.kind, contact.match_key) not in seen:
            seen.add((contact.kind, contact.match_key))
            rows.contacts.append(contact)


def _read_references(rows: Rows, references: Iterable[Mapping[str, Any]]) -> None:
    seen = set()
    for index, values in enumerate(references, start=1):
        allowed = frozenset({"kind", "value", "note"})
        reference = _new(rows, ExternalReference, values, allowed, f"references.{index}")
        reference.match_key = reference_key(reference.value)
        if (reference.kind, reference.match_key) not in seen:
            seen.add((reference.kind, reference.match_key))
            rows.references.append(reference)


def _read_checklist(rows: Rows, answers: Mapping[str, Any]) -> None:
    """All four lines are kept, answered or not, so that an open one can be seen to be open."""
    for name in sorted(set(answers) - set(ChecklistAnswer.Question.values)):
        rows.problems.append(Problem(f"checklist.{name}", f"The checklist has no line “{name}”."))
    for question in ChecklistAnswer.Question.values:
        given = answers.get(question) or {}
        given = {"answer": given} if isinstance(given, str) else given
        values = {"referrer_answer": given.get("answer", ""), "referrer_note": given.get("note", "")}
        allowed = frozenset(values)
        rows.checklist.append(
            _new(rows, ChecklistAnswer, values, allowed, f"checklist.{question}", question=question)
        )


def fact_text(name: str, value: Any) -> str:
    """A fact's value as it is stored, and as `Fact.parse` reads it again. Raises BadFactError with a sentence."""
    table = facts_table()
    if name not in table:
        raise BadFactError(f"There is no fact called {name}.")
    text = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    if UNSTORABLE.search(text) or len(text) > LONGEST_FACT:
        raise BadFactError(f"{name}: this cannot be stored.")
    table[name].parse(text)
    return text


def _read_facts(rows: Rows, facts: Mapping[str, Any]) -> None:
    for name, value in facts.items():
        try:
            text = fact_text(name, value)
        except BadFactError as wrong:
            rows.problems.append(Problem(f"facts.{name}", str(wrong)))
        else:
            if text:
                rows.stated.setdefault(ReferralFact.SaidBy.REFERRER, {})[name] = text


def _read_answers(rows: Rows, answers: Mapping[str, Mapping[str, Any]]) -> None:
    """Answers to questionnaires as they are; which are needed, and whether they are complete, is for the rules."""
    for key, given in answers.items():
        if any(isinstance(value, str) and UNSTORABLE.search(value) for value in given.values()):
            rows.problems.append(Problem(f"answers.{key}", "This holds something that cannot be stored."))
        else:
            rows.answers[key] = {name: value for name, value in given.items() if not name.startswith("_")}


def _read_resolution(rows: Rows, values: dict[str, Any]) -> None:
    actions, sign_offs = values.pop("actions", ()), values.pop("sign_offs", ())
    area = UNSTORABLE.sub("", str(values.pop("policing_area", "") or ""))
    district = UNSTORABLE.sub("", str(values.pop("district", "") or ""))
    rows.resolution = _new(rows, CommunityResolution, values, RESOLUTION_FIELDS, "resolution")
    if district:
        districts = District.objects.filter(service_id=rows.referral.service_id)
        rows.resolution.district = districts.filter(name__iexact=district).first()
        if rows.resolution.district is None:
            rows.problems.append(Problem("resolution.district", f"There is no district “{district}” here."))
    if area:
        areas = PolicingArea.objects.filter(service_id=rows.referral.service_id)
        rows.resolution.policing_area = areas.filter(name__iexact=str(area)).first()
        if rows.resolution.policing_area is None:
            rows.problems.append(
                Problem("resolution.policing_area", f"There is no policing area “{area}” here.")
            )
    for index, each in enumerate(actions, start=1):
        restorative = each.get("number") in RESTORATIVE_ACTIONS
        where = f"resolution.actions.{index}"
        rows.actions.append(_new(rows, ChosenAction, each, ACTION_FIELDS, where, is_restorative=restorative))
    for index, each in enumerate(sign_offs, start=1):
        rows.sign_offs.append(_new(rows, SignOff, each, SIGN_OFF_FIELDS, f"resolution.sign_offs.{index}"))
