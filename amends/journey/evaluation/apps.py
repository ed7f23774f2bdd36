from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "amends.journey.evaluation"
