"""The page that leads to everything a service sets up and keeps: people, partners, facilitators."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import may


@dataclass(frozen=True)
class Way:
    """One line of the page: where it leads and what is there."""

    label: str
    name: str
    words: str
    permission: Permission

    @property
    def url(self) -> str:
        """The address, or nothing where the page is not installed."""
        try:
            return reverse(self.name)
        except NoReverseMatch:
            return ""


WAYS = (
    Way(
        "Letters to post",
        "message:letters",
        "Print them, and say that they have gone.",
        Permission.REFERRAL_SCREEN,
    ),
    Way(
        "Before a referral",
        "finding:home",
        "Who asked, who is interested, who was not told.",
        Permission.REFERRAL_SCREEN,
    ),
    Way(
        "Possible cases in caseloads",
        "finding:caseloads",
        "Look through a partner’s list, screen it, and choose.",
        Permission.REFERRAL_SCREEN,
    ),
    Way(
        "Planning",
        "scoping:home",
        "How many cases there could be, and what they would take.",
        Permission.WORKFORCE_MANAGE,
    ),
    Way(
        "Papers to read",
        "finding:papers",
        "Samples that were handed to you.",
        Permission.SUITABILITY_RECORD,
    ),
    Way(
        "Protective markings",
        "documents:markings",
        "What stands on every page, what it means, and the notice on forms.",
        Permission.SERVICE_MANAGE,
    ),
    Way(
        "Facilitators",
        "workforce:list",
        "Level, training, vetting, languages, free times.",
        Permission.WORKFORCE_MANAGE,
    ),
    Way(
        "Partners",
        "partners:list",
        "Who refers and answers, and who has gone quiet.",
        Permission.PARTNERS_MANAGE,
    ),
    Way(
        "Committees",
        "committees:home",
        "Terms of reference, who has accepted them, meetings and their quorum.",
        Permission.PARTNERS_MANAGE,
    ),
    Way(
        "Interpreters and organisations",
        "community:home",
        "Who can interpret, and who outside can help somebody take part.",
        Permission.CASE_SEE,
    ),
    Way(
        "Whom our messages reach",
        "community:reach",
        "Which sections of the community hear of us in a language and form they can take in.",
        Permission.PARTNERS_MANAGE,
    ),
    Way(
        "Victim awareness services",
        "awareness:services",
        "What is not restorative justice, listed and followed apart.",
        Permission.PARTNERS_MANAGE,
    ),
    Way(
        "Library",
        "library:home",
        "What we work by, in versions: policies, procedures, guidance, forms, and who has read them.",
        Permission.CASE_SEE,
    ),
    Way(
        "Paper files",
        "notes:paper",
        "Where each is locked, and who has it.",
        Permission.PARTICIPANT_EDIT,
    ),
    Way(
        "Entries in other systems",
        "notes:entries",
        "Referrals and wishes that do not yet stand in the authority’s own systems.",
        Permission.WORKFORCE_MANAGE,
    ),
    Way(
        "MAPPA agencies to be told",
        "disclosure:mappa_list",
        "Which agency does not know yet, and in which case.",
        Permission.APPROVAL_DECIDE,
    ),
    Way(
        "When information is not shared",
        "sharing:acknowledge",
        "What follows from it, for everybody who works on cases to read.",
        Permission.CASE_SEE,
    ),
    Way(
        "Partners’ systems",
        "lookups:register",
        "Who of us may look into which, under which agreement, until when.",
        Permission.PARTNERS_MANAGE,
    ),
    Way(
        "Policing areas",
        "remedy:areas",
        "Which districts each covers, and whether its officers may send to us.",
        Permission.PARTNERS_MANAGE,
    ),
    Way(
        "Community remedy menu",
        "remedy:cover",
        "Which action is on offer in which district, and since when.",
        Permission.PARTNERS_MANAGE,
    ),
    Way(
        "Keys for partners’ systems",
        "setup:keys",
        "For systems that refer by themselves.",
        Permission.PARTNERS_MANAGE,
    ),
    Way(
        "Rules",
        "rulebook:home",
        "What decides which cases we can take, and since when.",
        Permission.SERVICE_MANAGE,
    ),
    Way(
        "Data plan",
        "dataplan:home",
        "What we know about people, why, and which roles see it.",
        Permission.SERVICE_MANAGE,
    ),
    Way(
        "Referral forms",
        "referral:settings",
        "What must be asked, what the forms say, whom referrers can talk to.",
        Permission.SERVICE_MANAGE,
    ),
    Way(
        "Offences",
        "eligibility:offences",
        "Which offences we take, and which the manager decides.",
        Permission.SERVICE_MANAGE,
    ),
    Way(
        "Time limits",
        "rulebook:clocks",
        "What starts and stops each, whose it is, where it is written.",
        Permission.SERVICE_MANAGE,
    ),
    Way(
        "Bank holidays",
        "setup:holidays",
        "Enter one that was announced later.",
        Permission.SERVICE_MANAGE,
    ),
    Way(
        "Courts",
        "court:courts",
        "Which courts, what was agreed with them, openings for working together.",
        Permission.PARTNERS_MANAGE,
    ),
    Way(
        "Safeguarding",
        "safeguarding:lead",
        "Who concerns go to, also at night.",
        Permission.SERVICE_MANAGE,
    ),
    Way(
        "Risk assessments that are missing",
        "risk:missing",
        "Cases that have gone past a point without one.",
        Permission.APPROVAL_DECIDE,
    ),
    Way(
        "Risks of the service",
        "risk:service_log",
        "What could go wrong with it, what has, and what was learnt.",
        Permission.SERVICE_MANAGE,
    ),
    Way("People and roles", "setup:people", "Who may sign in, and as what.", Permission.USERS_MANAGE),
    Way(
        "Inspections",
        "sight:inspections",
        "Let somebody read some cases for some days; see what they opened.",
        Permission.USERS_MANAGE,
    ),
    Way(
        "Open files to look at again",
        "sight:grants",
        "Who has had a file open for long, or took it in an emergency.",
        Permission.CASE_GRANT,
    ),
    Way(
        "How long we keep records",
        "retention:schedule",
        "What is due to go, what is held, who agreed.",
        Permission.CASE_SEE,
    ),
    Way(
        "Contacts in time",
        "contact:on_time",
        "How many reach the office within 24 hours.",
        Permission.WORKFORCE_MANAGE,
    ),
    Way("Host records", "contact:transfers", "Contacts still to be passed on.", Permission.WORKFORCE_MANAGE),
)


@staff_view()
def home(request: StaffRequest) -> HttpResponse:
    """What this person may set up and keep."""
    ways = [way for way in WAYS if may(request.user, way.permission, request.service) and way.url]
    if not ways:
        raise Http404
    return render(request, "setup/home.html", {"ways": ways, "title": "Service"})
