from django.urls import path
from ninja import NinjaAPI

from amends.delivery.api.auth import AgencyKey, PerKey
from amends.delivery.api.problems import answer_with_problems
from amends.delivery.api.referrals import router

# No interactive pages: they need scripts that the content security policy does not let in.
api = NinjaAPI(
    title="Amends",
    version="1",
    description="Hand in referrals to a restorative justice service and follow what becomes of them.",
    auth=AgencyKey(),
    throttle=[PerKey("120/m")],
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
)
api.add_router("", router)
answer_with_problems(api)

urlpatterns = [path("v1/", api.urls)]
