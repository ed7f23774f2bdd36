from django.apps import AppConfig


class QuestionnaireConfig(AppConfig):
    name = "amends.foundation.questionnaire"
