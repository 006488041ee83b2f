from django.urls import path

from intlstrategy.planning.views import attachments
from intlstrategy.planning.views.renamed import plan_path

attachment_urls = [
    plan_path("documents/", attachments.plan_documents, name="plan-documents"),
    plan_path("documents/new/", attachments.PlanDocumentCreate.as_view(), name="plan-document-create"),
    plan_path("elements/<int:pk>/documents/", attachments.element_documents, name="element-documents"),
    plan_path(
        "elements/<int:pk>/documents/new/",
        attachments.ElementDocumentCreate.as_view(),
        name="element-document-create",
    ),
    path("actions/<int:pk>/documents/", attachments.action_documents, name="action-documents"),
    path("actions/<int:pk>/documents/new/", attachments.ActionDocumentCreate.as_view(), name="action-document-create"),
]
