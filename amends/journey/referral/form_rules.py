"""What a service has set about its referral forms, and what its forms say until it has set anything."""

from datetime import timedelta
from functools import cache
from pathlib import Path

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F
from django.utils import timezone

from amends.foundation.access.models import Service
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.source import policy_folder, read
from amends.journey.referral.models import Referral, ReferralSettings
from amends.journey.referral.models.referral import Form, Route, Status
from amends.service.rulebook.rules import profile_in_force

# The parts a service may insist on at entry; the first four are those it cannot start without unless it says so.
PARTS = {
    "referral.incident": "Say in a few words what happened.",
    "people.1.full_name": "Name one person it is about.",
    "referral.referrer_name": "Say who is referring.",
    "referrer.contact": "Give a telephone number or an e-mail address of whoever is referring.",
    "referral.happened_on": "Say when it happened.",
    "referral.place": "Say where it happened.",
    "referral.reasons": "Say why you are referring it.",
    "referral.initiated_by": "Say whose idea it was.",
    "people.1.consent": "Say whether the first person has agreed.",
}
USUAL = tuple(PARTS)[:4]
ABOUT_A_SENTENCE = frozenset({Form.SENTENCE, Form.WORKSHEET})


@cache
def _wording(folder: Path) -> tuple[str, str]:
    parts = read(folder / "referral-forms.yaml").fields(
        needed=["explanation", "length_of_activity", "source"]
    )
    return parts["explanation"].text(), parts["length_of_activity"].text()


def settings_of(service: Service) -> ReferralSettings:
    """The service's own settings; unsaved ones with the usual wording where it has set none."""
    found = ReferralSettings.objects.filter(service=service).first()
    if found:
        return found
    explanation, length = _wording(policy_folder())
    return ReferralSettings(service=service, explanation=explanation, length_of_activity=length)


def minimum_of(service: Service) -> list[str]:
    """The parts this service insists on at entry; the rest is asked for when it is used (KM-019)."""
    own = ReferralSettings.objects.filter(service=service).values_list("minimum", flat=True).first()
    setting = profile_in_force(service.pk, service.profile).settings.get("referral_minimum")
    names = own if own is not None else str(setting).split() if setting else USUAL
    return [name for name in names if name in PARTS]


def check_form_is_open(service: Service, form: str) -> None:
    """Refuse a form about a sentence until the service has published it with whom to talk to (W8-089)."""
    if form in ABOUT_A_SENTENCE and not settings_of(service).is_published:
        raise Refused(
            "The service does not take this form yet.",
            source="Wait 'til Eight appendix 2B 1",
            opens="A manager publishes it under Service, Referral forms.",
            field="form",
        )


def forms_open(service: Service) -> list[Form]:
    """The forms that a referrer can choose from."""
    about_sentence = sorted(ABOUT_A_SENTENCE) if settings_of(service).is_published else []
    return [Form.REFERRAL, Form.CRA1, *map(Form, about_sentence)]


def time_to_refer(service: Service, days: int = 90) -> tuple[float | None, int]:
    """Minutes from opening a form to sending it, on average, and over how many that partners wrote themselves."""
    since = timezone.now() - timedelta(days=days)
    took = ExpressionWrapper(F("submitted_at") - F("started_at"), output_field=DurationField())
    written = Referral.objects.filter(
        service=service, route=Route.WEBSITE, typed_in_by__isnull=True, referrer__isnull=False
    ).exclude(status=Status.DRAFT)
    found = written.filter(submitted_at__gte=since).aggregate(average=Avg(took), count=Count("pk"))
    average = found["average"]
    return (average.total_seconds() / 60 if average else None), found["count"]
