"""What is sent to the provider that somebody chose, and what became of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amends.foundation.access.models import Agency, User
from amends.foundation.access.roles import Sees
from amends.foundation.access.rules import access_of
from amends.foundation.lib.locking import LockedCharField, LockedTextField
from amends.foundation.people.needs import NeedKind
from amends.journey.referral.models.referral import Referral, ReferralRow


class ProviderPackQuerySet(models.QuerySet["ProviderPack"]):
    """Packs are always asked for through `visible_to`; the database's policies say the same again."""

    def visible_to(self, user: User) -> "ProviderPackQuerySet":
        """What the user sent, what is for the body they work for, and all of the services they see whole."""
        access = access_of(user)
        agencies = [m.agency_id for m in access.memberships if m.agency_id]
        whole = access.services(Sees.SERVICE)
        return self.filter(Q(sent_by=user) | Q(provider__in=agencies) | Q(service__in=whole))


class ProviderPack(ReferralRow):
    """A referral pack for a provider: enough to start its own assessment and plan the first contact (PF 4.3).

    It is about the person on probation or in prison. Of the person harmed it holds nothing.
    """

    class Answer(models.TextChoices):
        """What the provider says."""

        ACCEPTED = "accepted", "Accepted"
        RETURNED = "returned", "Returned"

    class Needs(models.TextChoices):
        """What is said about what the person needs, so that leaving it empty is no answer (HMPPS 6.42)."""

        LISTED = "listed", "They have needs, and agree that the provider hears of them"
        NONE_KNOWN = "none_known", "None known"
        NOT_AGREED = "not_agreed", "They do not agree that their needs are passed on"

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="packs")
    provider = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    reference = models.CharField(
        max_length=20, help_text="The referral's number: a provider does not see the referral itself."
    )
    person_details = LockedTextField()
    offence_summary = LockedTextField()
    risk_summary = LockedTextField()
    needs_known = models.CharField(max_length=10, blank=True, choices=Needs.choices)
    where_held = models.CharField(max_length=200, help_text="The prison, or the office that supervises them.")
    practitioner_contact = models.CharField(max_length=200)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    received_at = models.DateTimeField(null=True, blank=True, help_text="When the provider opened it.")
    received_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField(max_length=10, blank=True, choices=Answer.choices)
    reason = LockedTextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ProviderPackQuerySet.as_manager()

    class Privacy:
        retention = "referral"
        personal = (
            "person_details",
            "offence_summary",
            "risk_summary",
            "where_held",
            "practitioner_contact",
            "reason",
        )
        plain = (
            "service",
            "referral",
            "provider",
            "reference",
            "needs_known",
            "sent_at",
            "sent_by",
            "received_at",
            "received_by",
            "answer",
            "answered_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["referral", "provider"],
                condition=~Q(answer="returned"),
                name="one_pack_a_provider",
                violation_error_message="This provider has the pack already.",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False, received_at__isnull=False)),
                name="pack_is_read_before_it_is_answered",
                violation_error_message="A pack is opened before it is answered.",
            ),
            models.CheckConstraint(
                condition=~Q(answer="returned") | ~Q(reason=""),
                name="returned_pack_says_why",
                violation_error_message="Say why you return it.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["provider", "-sent_at"], name="packs_of_a_provider")]

    def __str__(self) -> str:
        return f"pack of referral {self.referral_id} for {self.provider}"


class PackNeed(ReferralRow):
    """One thing the person needs in order to take part, and how the provider will meet it (HMPPS 6.42)."""

    pack = models.ForeignKey(ProviderPack, models.CASCADE, related_name="needs")
    kind = models.CharField(max_length=20, choices=NeedKind.choices)
    words = LockedCharField(max_length=300)
    answer = LockedCharField(max_length=300, blank=True, help_text="How the provider will meet it.")

    class Privacy:
        retention = "referral"
        personal = ("kind", "words", "answer")
        plain = ("service", "referral", "pack")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(words=""),
                name="pack_need_says_what",
                violation_error_message="Say what they need.",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["pack", "id"], name="needs_in_a_pack")]

    def __str__(self) -> str:
        return f"need {self.pk} in pack {self.pack_id}"
