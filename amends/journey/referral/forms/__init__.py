"""The pages of each form, in order. A draft is a walk through them; the same walk serves paper typed in by staff."""

from amends.foundation.access.models import Service
from amends.foundation.pages.steps import Answers, Step, Steps
from amends.journey.finding.rules.judging import JUDGEMENT
from amends.journey.referral.content.asked import asked_if
from amends.journey.referral.content.drafting import people_in
from amends.journey.referral.forms import matter, people, resolution, sentence
from amends.journey.referral.forms.checklist import ChecklistForm
from amends.journey.referral.models.referral import Form, Referral
from amends.journey.referral.officer_rules import CUSTODY, EXPLAINED, officer_asks
from amends.journey.referral.sentence_rules import AWARENESS, five_of

__all__ = ["PROPOSAL_STEP", "steps_for", "steps_of"]

PROPOSAL_STEP = "proposal"


def steps_of(referral: Referral) -> Steps:
    """The steps of a draft; an officer of probation or of a prison may be asked for more than the form."""
    extra = [
        Step(
            JUDGEMENT,
            "Your own judgement",
            sentence.questions_of(JUDGEMENT),
            asked_if(Form.REFERRAL, JUDGEMENT),
        ),
        Step(EXPLAINED, "What you explained to them", sentence.questions_of(EXPLAINED)),
        Step(CUSTODY, "Somebody in custody", sentence.questions_of(CUSTODY)),
    ]
    asked = officer_asks(referral)
    steps = steps_for(referral.form, referral.draft, referral.service).steps
    return Steps(*steps, *(step for step in extra if step.key in asked))


def steps_for(form: str, answers: Answers, service: Service) -> Steps:
    """The steps of a form, with as many people as the draft has, asking what the service's rules rest on."""
    if form == Form.CRA1:
        return Steps(*_resolution())
    if form == Form.SENTENCE:
        return Steps(*_before_sentence(service))
    return Steps(*(_worksheet() if form == Form.WORKSHEET else _referral(answers)))


def _before_sentence(service: Service) -> list[Step]:
    five = five_of(service)
    return [
        Step("referrer", "Who is referring", matter.ReferrerForm),
        Step("talk", "Talking it over beforehand", sentence.TalkForm),
        Step("person-1", "The person responsible", people.PersonOfASideForm),
        Step("reach-1", "Reaching the person responsible safely", people.ReachForm),
        Step("hearing", "The offence and the hearing", sentence.HearingForm),
        Step("eligibility", "Is the case one for the service?", sentence.eligibility_form(service)),
        Step(five, "Five questions about the person responsible", sentence.questions_of(five)),
        Step(PROPOSAL_STEP, "The sentence you propose", sentence.ProposalForm),
    ]


def _worksheet() -> list[Step]:
    return [
        Step("worksheet", "Person, offence and sentence", sentence.WorksheetForm),
        Step("referrer", "Who is sending it", matter.ReferrerForm),
    ]


def _referral(answers: Answers) -> list[Step]:
    return [
        Step("referrer", "Who is referring", matter.ReferrerForm),
        Step("reason", "Why you are referring", matter.ReasonForm),
        Step(
            AWARENESS,
            "Before victim awareness work",
            sentence.questions_of(AWARENESS),
            asked_if(Form.REFERRAL, AWARENESS),
        ),
        Step("remedy", "Outside court", resolution.RemedyElsewhereForm, asked_if(Form.REFERRAL, "remedy")),
        Step("incident", "What happened", matter.IncidentForm),
        *_people(answers),
        Step("between", "What they are to each other", matter.BetweenForm),
        Step("court", "Court", matter.CourtForm),
        Step("offence", "What you may know already", matter.OffenceForm),
        Step("before", "What was done before", matter.BeforeForm),
        Step("leaflet", "The leaflet", matter.LeafletForm),
        Step("checklist", "Checklist", ChecklistForm),
    ]


def _people(answers: Answers) -> list[Step]:
    steps = []
    for number in range(1, people_in(answers) + 1):
        name = answers.get(f"person-{number}", {}).get("full_name") or f"person {number}"
        steps += [
            Step(f"person-{number}", f"About {name}", people.PersonForm),
            Step(f"reach-{number}", f"Reaching {name} safely", people.ReachForm),
            Step(f"consent-{number}", f"Consent of {name}", people.ConsentForm),
            Step(f"more-{number}", "Anybody else", people.MoreForm),
        ]
    return steps


def _resolution() -> list[Step]:
    return [
        Step("matter", "References and offence", resolution.MatterForm),
        Step("remedy", "The menu, and what it stands in for", resolution.RemedyForm),
        Step("person-1", "The person harmed", people.PersonOfASideForm),
        Step("reach-1", "Reaching the person harmed safely", people.ReachForm),
        Step("menu", "What the person harmed chooses", resolution.MenuForm),
        Step(
            "victim-hub",
            "The person harmed and the hub",
            resolution.VictimHubForm,
            asked_if(Form.CRA1, "victim-hub"),
        ),
        Step("victim-signs", "Signature of the person harmed", resolution.VictimSignsForm),
        Step("caution", "The caution", resolution.CautionForm),
        Step("person-2", "The person responsible", people.PersonOfASideForm),
        Step("reach-2", "Reaching the person responsible safely", people.ReachForm),
        Step("acceptance", "What is accepted and agreed", resolution.AcceptanceForm),
        Step(
            "offender-hub",
            "The person responsible and the hub",
            resolution.OffenderHubForm,
            asked_if(Form.CRA1, "offender-hub"),
        ),
        Step("offender-signs", "Signature of the person responsible", resolution.OffenderSignsForm),
        Step("officers", "Officers", resolution.OfficersForm),
        Step("notes", "Notes and the paper original", resolution.NotesForm),
        Step("checklist", "Checklist", ChecklistForm),
        Step("referrer", "Who is sending it", matter.ReferrerForm),
    ]
