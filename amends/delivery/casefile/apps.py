from django.apps import AppConfig


class CasefileConfig(AppConfig):
    name = "amends.delivery.casefile"

    def ready(self) -> None:
        """Hand the links across the top to the pages' foundation, which knows no room."""
        from amends.delivery.casefile.navigation import links  # needs the models, which are ready only now
        from amends.foundation.pages.navigation import provide

        provide(links)
