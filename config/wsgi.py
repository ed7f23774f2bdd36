"""What the web server runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

# Read every page's code now, so that no visitor waits for it, and never look through it for garbage again.
get_resolver().url_patterns  # noqa: B018  # asking for them is what reads them
gc.freeze()
