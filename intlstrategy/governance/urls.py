from django.urls import path

from intlstrategy.governance.views import bodies, decisions, meetings
from intlstrategy.municipalities.parts import part_paths
from intlstrategy.municipalities.registers import register_paths

app_name = "governance"
urlpatterns = [
    *register_paths("bodies/", bodies.BodyList, "body-list"),
    path("bodies/new/", bodies.BodyCreate.as_view(), name="body-create"),
    path("bodies/<int:pk>/", bodies.BodyDetail.as_view(), name="body-detail"),
    path("bodies/<int:pk>/edit/", bodies.BodyEdit.as_view(), name="body-edit"),
    path("bodies/<int:pk>/bin/", bodies.BodyBin.as_view(), name="body-bin"),
    path("bodies/<int:pk>/history/", bodies.BodyHistory.as_view(), name="body-history"),
    *part_paths("bodies/", bodies.SeatPage),
    *part_paths("bodies/seats/", bodies.SeatHolderPage),
    path("bodies/<int:body>/meetings/new/", meetings.MeetingCreate.as_view(), name="meeting-create"),
    *register_paths("meetings/", meetings.MeetingList, "meeting-list"),
    path("meetings/<int:pk>/", meetings.MeetingDetail.as_view(), name="meeting-detail"),
    path("meetings/<int:pk>/edit/", meetings.MeetingEdit.as_view(), name="meeting-edit"),
    path("meetings/<int:pk>/bin/", meetings.MeetingBin.as_view(), name="meeting-bin"),
    path("meetings/<int:pk>/history/", meetings.MeetingHistory.as_view(), name="meeting-history"),
    path("meetings/<int:holder>/papers/upload/", meetings.PaperUpload.as_view(), name="paper-upload"),
    *part_paths("meetings/", meetings.PaperPage, meetings.PaperBin, meetings.PaperHistory),
    path("meetings/<int:meeting>/decisions/new/", decisions.DecisionCreate.as_view(), name="decision-create"),
    *register_paths("decisions/", decisions.DecisionList, "decision-list"),
    path("decisions/<int:pk>/", decisions.DecisionDetail.as_view(), name="decision-detail"),
    path("decisions/<int:pk>/edit/", decisions.DecisionEdit.as_view(), name="decision-edit"),
    path("decisions/<int:pk>/done/", decisions.DecisionDone.as_view(), name="decision-done"),
    path("decisions/<int:pk>/bin/", decisions.DecisionBin.as_view(), name="decision-bin"),
    path("decisions/<int:pk>/history/", decisions.DecisionHistory.as_view(), name="decision-history"),
]
