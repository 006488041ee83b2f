from django.urls import path

from intlstrategy.planning.views import attachments

attachment_urls = [
    path("plans/<slug:slug>/documents/", attachments.plan_documents, name="plan-documents"),
    path("plans/<slug:slug>/documents/new/", attachments.PlanDocumentCreate.as_view(), name="plan-document-create"),
    path("plans/<slug:slug>/elements/<int:pk>/documents/", attachments.element_documents, name="element-documents"),
    path(
        "plans/<slug:slug>/elements/<int:pk>/documents/new/",
        attachments.ElementDocumentCreate.as_view(),
        name="element-document-create",
    ),
    path("actions/<int:pk>/documents/", attachments.action_documents, name="action-documents"),
    path("actions/<int:pk>/documents/new/", attachments.ActionDocumentCreate.as_view(), name="action-document-create"),
]
