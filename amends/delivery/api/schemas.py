"""What other systems send and get. The fields are those of the models, so that page and API cannot drift apart."""

from datetime import datetime
from typing import Annotated, Any, Literal

from ninja import Field, Schema
from ninja.orm import create_schema
from pydantic import AfterValidator, ValidationError

from amends.foundation.lib.marks import INVISIBLE, without_marks
from amends.journey.referral.content import (
    ACTION_FIELDS,
    CONTACT_FIELDS,
    PERSON_FIELDS,
    REFERRAL_FIELDS,
    REMEDY_FIELDS,
    RESOLUTION_FIELDS,
    SENTENCING_FIELDS,
    SIGN_OFF_FIELDS,
    UNSTORABLE,
    WORKSHEET_FIELDS,
    IncompleteError,
    Problem,
)
from amends.journey.referral.models import (
    ChosenAction,
    CommunityResolution,
    Referral,
    ReferralContact,
    ReferralPerson,
    Remedy,
    Sentencing,
    SignOff,
    Worksheet,
)


class Strict(Schema):
    """A name that means nothing is an error, not something to pass over."""

    model_config = {"extra": "forbid"}


def _part(model: Any, name: str, fields: frozenset[str], **more: Any) -> type[Schema]:
    """A schema with some fields of a model; which are needed is for the rules to say."""
    custom = [(key, kind, default) for key, (kind, default) in more.items()]
    return create_schema(
        model,
        name=name,
        fields=sorted(fields),
        optional_fields=sorted(fields),
        custom_fields=custom,
        base_class=Strict,
    )


ContactIn = _part(ReferralContact, "Contact", CONTACT_FIELDS)
PersonIn = _part(
    ReferralPerson,
    "Person",
    PERSON_FIELDS,
    contacts=(list[ContactIn], []),  # type: ignore[valid-type]  # made above, not written
    of=(int | None, None),
)
ActionIn = _part(ChosenAction, "ChosenAction", ACTION_FIELDS)
SignOffIn = _part(SignOff, "SignOff", SIGN_OFF_FIELDS)
ResolutionIn = _part(
    CommunityResolution,
    "CommunityResolution",
    RESOLUTION_FIELDS,
    policing_area=(str, ""),
    district=(str, ""),
    actions=(list[ActionIn], []),  # type: ignore[valid-type]  # made above, not written
    sign_offs=(list[SignOffIn], []),  # type: ignore[valid-type]  # made above, not written
)
RemedyIn = _part(Remedy, "Remedy", REMEDY_FIELDS)
SentencingIn = _part(Sentencing, "Sentencing", SENTENCING_FIELDS)
WorksheetIn = _part(Worksheet, "Worksheet", WORKSHEET_FIELDS)
AboutIn = _part(Referral, "About", REFERRAL_FIELDS)


class ReferenceIn(Strict):
    """A number under which another body knows the matter."""

    kind: Literal["crime", "storm", "athena", "log", "prison", "case", "ucrn", "web", "other"]
    value: str = Field(min_length=1, max_length=60)
    note: str = ""


class ChecklistIn(Strict):
    """An answer of the criteria checklist; not being sure is an answer."""

    answer: Literal["yes", "no", "unsure", ""] = ""
    note: str = Field("", max_length=300)


# The parts of a referral by the way to them, without the numbers of the rows.
PLACES: dict[tuple[str, ...], type[Schema]] = {
    ("referral",): AboutIn,
    ("people",): PersonIn,
    ("people", "contacts"): ContactIn,
    ("references",): ReferenceIn,
    ("resolution",): ResolutionIn,
    ("resolution", "actions"): ActionIn,
}


class AnnouncedIn(Strict):
    """A file that belongs to the referral and comes another way; the service looks out for it."""

    kind: Literal["risk", "letter", "scan", "other"] = "other"
    name: str = Field(min_length=1, max_length=200)


class ReferralIn(Strict):
    """One referral. Few fields are needed; what is open, the service asks."""

    form: Literal["referral", "cra1", "sentence", "worksheet"] = "referral"
    on_paper: bool = Field(
        default=False,
        description="It was filled in by hand: take it with its gaps, and the service asks about them.",
    )
    referral: AboutIn = Field(default_factory=dict)  # type: ignore[valid-type]  # made above, not written
    people: list[PersonIn] = Field(default_factory=list, max_length=20)  # type: ignore[valid-type]  # made above, not written
    references: list[ReferenceIn] = Field(default_factory=list, max_length=20)
    checklist: dict[Literal["willing", "abuse", "court_case", "young_person"], ChecklistIn] = Field(
        default_factory=dict
    )
    facts: dict[str, str | int | bool] = Field(
        default_factory=dict, description="Facts of policy/facts.yaml by name."
    )
    resolution: ResolutionIn | None = None  # type: ignore[valid-type]  # made above, not written
    attachments: list[AnnouncedIn] = Field(default_factory=list, max_length=20)
    remedy: RemedyIn | None = None  # type: ignore[valid-type]  # made above, not written
    sentencing: SentencingIn | None = None  # type: ignore[valid-type]  # made above, not written
    worksheet: WorksheetIn | None = None  # type: ignore[valid-type]  # made above, not written
    answers: dict[str, dict[str, str]] = Field(
        default_factory=dict, description="Answers to questionnaires of policy/questionnaires, by their key."
    )

    def content(self) -> dict[str, Any]:
        """As `read_content` takes it."""
        return self.dict(exclude={"form", "on_paper"}, exclude_unset=True)


class Trouble(Schema):
    """One thing that is wrong, and where it stands: people.1.date_of_birth."""

    where: str
    detail: str


class ReferralOut(Schema):
    """Where a referral stands. It names nobody."""

    number: str
    form: str
    status: str
    status_words: str
    received_at: datetime
    decision_due_at: datetime | None
    open_questions: int
    outcome: str = Field(description="What the referrer is told when it has been decided.")
    ended_at: datetime | None = Field(
        description="When the case that came of it ended and the referrer was told."
    )
    ending: str = Field(description="How it ended, in the words the referrer was told.")
    notices: list[Trouble] = Field(
        default_factory=list,
        description="What cannot all be right in what was sent. It is taken, and the service asks. Only when it is sent.",
    )


class ReferralList(Schema):
    """A page of the agency's own referrals, the newest first."""

    items: list[ReferralOut]
    older: str | None = Field(description="Ask again with before= this to read on; null at the end.")


class QuestionOut(Schema):
    """A question of the service about a referral."""

    id: int
    text: str
    asked_at: datetime
    answer: str
    answered_at: datetime | None


def _storable(text: str) -> str:
    """Some words, without what PostgreSQL cannot store."""
    if UNSTORABLE.search(text):
        raise ValueError("It holds a character that cannot be stored.")
    if not text.strip():
        raise ValueError("It says nothing.")
    return INVISIBLE.sub("", text)


Words = Annotated[str, AfterValidator(_storable)]


class AnswerIn(Strict):
    """What the referrer answers."""

    answer: Words = Field(min_length=1, max_length=4000)


class AmendIn(Strict):
    """What was wrong in a referral that has been sent, place by place, and why it is changed."""

    reason: Words = Field(min_length=1, max_length=300)
    changes: dict[str, Any] = Field(
        min_length=1,
        max_length=40,
        description="The place and what it is to say: people.1.date_of_birth. Places are counted from 1.",
    )

    def typed(self) -> dict[str, Any]:
        """Each value as the model keeps it. Raises IncompleteError that names every place with a wrong one."""
        found, wrong = {}, []
        for where, value in self.changes.items():
            try:
                found[where] = typed_value(where, value)
            except ValidationError as error:
                wrong.append(Problem(where, str(error.errors()[0]["msg"])))
        if wrong:
            raise IncompleteError(wrong, "Correcting a referral")
        return found


def typed_value(where: str, value: Any) -> Any:
    """A value in the form in which the place's own schema takes it; a place nobody knows is left to the rules."""
    *way, name = where.split(".")
    kind = PLACES.get(tuple(part for part in way if not part.isdecimal()))
    if isinstance(value, str) and UNSTORABLE.search(value):
        value = object()  # no field takes it
    value = without_marks(value)
    if kind is None or name not in kind.model_fields or value is None:
        return None if value is None else str(value)
    checked = kind.model_construct()
    kind.__pydantic_validator__.validate_assignment(checked, name, value)
    return getattr(checked, name)


class AmendmentOut(Schema):
    """One thing that was corrected: what it said before stays readable."""

    what: str
    before: str
    after: str
    reason: str
    at: datetime


class ReasonIn(Strict):
    """Why a referral is taken back."""

    reason: Words = Field(min_length=1, max_length=300)


class ProblemOut(Schema):
    """What went wrong, as RFC 9457 says it (application/problem+json)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[Trouble] = Field(default_factory=list)
