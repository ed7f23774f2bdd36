"""The services that this installation runs."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Service(models.Model):
    """One restorative justice service: a county hub, a prison, a region. Every casework row belongs to one."""

    name = models.CharField(max_length=120)
    prefix = models.SlugField(
        max_length=5,
        unique=True,
        help_text="Up to five capital letters that start each case number, such as ESX.",
    )
    profile = models.CharField(max_length=60, help_text="The policy profile whose rules and clocks apply.")
    telephone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    address = models.TextField(blank=True)
    marking = models.CharField(max_length=60, default="PROTECT - PERSONAL INFORMATION")
    created_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(prefix__regex=r"^[A-Z]{2,5}$"),
                name="service_prefix_is_capitals",
                violation_error_message="A prefix is two to five capital letters.",
            )
        ]

    def __str__(self) -> str:
        return self.name
