"""GOV.UK patterns for every room: base pages, components, form fields."""

from django.apps import AppConfig

from amends.foundation.pages.wording import use_plain_words


class PagesConfig(AppConfig):
    name = "amends.foundation.pages"
    label = "pages"
    verbose_name = "Pages and components"

    def ready(self) -> None:
        use_plain_words()
