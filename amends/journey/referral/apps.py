from django.apps import AppConfig


class ReferralConfig(AppConfig):
    name = "amends.journey.referral"

    def ready(self) -> None:
        """Hand the link across the top to the pages' foundation, which knows no room."""
        from amends.foundation.pages.navigation import provide
        from amends.journey.referral.navigation import links  # needs the models, which are ready only now

        provide(links)
