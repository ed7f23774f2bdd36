from django.apps import AppConfig


class ReferralConfig(AppConfig):
    name = "amends.journey.referral"
