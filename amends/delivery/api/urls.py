from http import HTTPStatus
from typing import Any

from django.urls import path
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from amends.delivery.api.auth import AgencyKey, PerKey
from amends.delivery.api.problems import answer_with_problems
from amends.delivery.api.receipts import notify
from amends.delivery.api.referrals import router


class DescribedAPI(NinjaAPI):
    """Says of every problem that it comes as application/problem+json."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The description, with the media type of problems put right."""
        schema = super().get_openapi_schema(**options)
        for address in schema["paths"].values():
            for operation in address.values():
                for status, response in operation["responses"].items():
                    if int(status) >= HTTPStatus.BAD_REQUEST:
                        response["content"] = {
                            "application/problem+json": response["content"]["application/json"]
                        }
        return schema


# No interactive pages: they need scripts that the content security policy does not let in.
api = DescribedAPI(
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

urlpatterns = [path("v1/receipts/notify", notify, name="notify_receipts"), path("v1/", api.urls)]
