"""What does somebody need, what still lacks, what was said elsewhere, and when was it looked at last?"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from amends.foundation.case.models import Case, Participant
from amends.foundation.clock.models import Clock
from amends.foundation.documents.reading import provide_paper_forms
from amends.foundation.lib.names import name_words, words_of_names
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.models import Person
from amends.foundation.people.needs import CONSIDERED, NeedKind, PaperForm, is_a_need
from amends.foundation.questionnaire.rules import definition_of
from amends.journey.consent.rules.standing import setting
from amends.journey.preparation.models import Need
from amends.journey.preparation.models.needs import Source
from amends.journey.suitability.models import Judgement

SOURCE = "NOMS service specification, row 4; Wait 'til Eight section 8 paras 10 to 10.2"
LOOK_CLOCK = "needs-looked-at"
ENGLISH = {"", "english"}
THEMSELVES = {Participant.Part.PRINCIPAL, Participant.Part.MEMBER}
# What is ticked in the talk about suitability, as a need.
TICKED = {
    "interpreter": NeedKind.LANGUAGE,
    "access": NeedKind.ACCESS,
    "easy_read": NeedKind.READING,
    "hearing_sight": NeedKind.HEARING_SEEING,
    "faith_culture": NeedKind.CULTURE,
    "care_travel": NeedKind.TRAVEL,
    "appropriate_adult": NeedKind.SUPPORT,
    "other": NeedKind.OTHER,
}

# How people say it when they write down what somebody needs.
SAID_OF_PAPER = {
    PaperForm.EASY_READ: re.compile(r"\beasy[ -](to[ -])?read|\beasy words", re.IGNORECASE),
    PaperForm.LARGE_PRINT: re.compile(r"\b(large|big|larger|bigger)[ -](print|letters|type)", re.IGNORECASE),
}


def needs_of(people: Sequence[Participant] | QuerySet[Participant]) -> QuerySet[Need]:
    """Everything these people need, without what was considered and is not needed."""
    return Need.objects.filter(participant__in=people, none_needed=False).order_by("pk")


def lack_of(need: Need) -> str:
    """What stands against relying on the answer to a need; "" when it is in place."""
    if need.none_needed or need.met_on:
        return ""
    return "not in place yet" if need.planned else "nothing is planned for it"


def look_due(participant: Participant) -> QuerySet[Clock]:
    """The running clock that says by when it is looked at again."""
    subject = f"participant:{participant.pk}"
    return Clock.objects.filter(name=LOOK_CLOCK, subject=subject, stopped_at__isnull=True)


def wants_interpreter(person: Person) -> bool:
    """Whether somebody speaks another language, or was said to need an interpreter."""
    return person.interpreter_needed or person.language.strip().casefold() not in ENGLISH


@dataclass(frozen=True)
class Said:
    """A need that was written down somewhere else, and does not stand on the list yet."""

    key: str
    kind: NeedKind
    words: str
    source: Source

    @property
    def of_paper(self) -> list[PaperForm]:
        """How papers have to be, where the words say that."""
        return [form for form, said in SAID_OF_PAPER.items() if said.search(self.words)]


@provide_paper_forms
def paper_forms(participant: Participant) -> set[PaperForm]:
    """What somebody has said of papers: on the list of what they need, or before anybody has put it there."""
    needs = list(needs_of([participant]))
    listed = {PaperForm(form) for need in needs for form in need.of_paper}
    return listed.union(*(said.of_paper for said in said_elsewhere(participant, needs)))


def said_elsewhere(participant: Participant, needs: Iterable[Need] | None = None) -> list[Said]:
    """What the referral, the page about who they are and the talk about suitability say and the list does not yet."""
    listed = list(participant.needs.all() if needs is None else needs)
    kinds, words = {need.kind for need in listed}, {need.words for need in listed}
    found = [*_of_person(participant), *_of_talk(participant)]
    return [
        said
        for said in found
        if said.words not in words and (said.kind not in kinds or said.kind == NeedKind.OTHER)
    ]


def _of_person(participant: Participant) -> Iterable[Said]:
    person = Person.objects.filter(participant=participant).first()
    if person and wants_interpreter(person):
        yield Said("interpreter", NeedKind.LANGUAGE, _language_of(person), Source.REFERRAL)
    if person and is_a_need(person.access_needs):
        yield Said("access", NeedKind.OTHER, person.access_needs[:300], Source.REFERRAL)


def _language_of(person: Person) -> str:
    """What stands behind the kind of the need, in words that also stand alone."""
    return (
        f"{person.language}, with an interpreter"
        if person.language
        else "An interpreter; ask for which language"
    )


def _of_talk(participant: Participant) -> Iterable[Said]:
    rows = Judgement.objects.filter(participant=participant, response__isnull=False)
    last = rows.select_related("response").order_by("-pk").first()
    if last is None or last.response is None:
        return
    answers, definition = last.response.answers, definition_of(last.response)
    ticked = answers.get("needs")
    for key in ticked if isinstance(ticked, list) else []:
        said = str(answers.get("needs_comment") or "") if key == "other" else ""
        words = said or definition.question("needs").choices[key]
        yield Said(f"talk-{key}", TICKED[key], words[:300], Source.TALK)


def check_names_nobody(case: Case, texts: Mapping[str, str]) -> None:
    """Refuse texts for the whole team in which a part of a name stands, of anybody whom whoever acts may see."""
    names = words_of_names(Person.objects.filter(participant__case=case).values_list("full_name", flat=True))
    for field, text in texts.items():
        if found := names & name_words(text):
            raise Refused(
                f"“{min(found).capitalize()}” is the name of somebody in this case.",
                source="Wait 'til Eight section 8 para 10.2",
                opens="Say it without names.",
                field=field,
            )


def considered(needs: Iterable[Need]) -> dict[str, Need]:
    """What stands of culture, maturity and gender: something that is done, or that none is needed and why."""
    return {need.kind: need for need in needs if need.kind in CONSIDERED}


def still_to_consider(participant: Participant) -> list[NeedKind]:
    """What the rules want considered in everybody's plan, and is not yet (HMPPS 6.42). Asked of who takes part."""
    if participant.part not in THEMSELVES:
        return []
    wanted = str(setting(participant.case, "support_plan_considers") or "").split()
    known = considered(Need.objects.filter(participant=participant))
    return [NeedKind(key) for key in wanted if key not in known]


def check_considered(participant: Participant) -> None:
    """Refuse to finish somebody's plan while culture, maturity or gender was not considered (PF-143)."""
    missing = still_to_consider(participant)
    if missing:
        words = "; ".join(str(kind.label).lower() for kind in missing)
        raise Refused(
            f"Not considered yet: {words}.",
            source="HMPPS framework 6.42",
            opens="Under “What they need” say what is considered and done, or that none is needed and why.",
        )
