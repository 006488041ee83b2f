from django.urls import path

from intlstrategy.municipalities.registers import register_paths
from intlstrategy.municipalities.views import members, organisation, records, settings

app_name = "municipalities"
urlpatterns = [
    path("accounts/invitation/<str:token>/", members.invitation, name="invitation"),
    path("<slug:municipality>/crest/", settings.crest, name="crest"),
    *register_paths("<slug:municipality>/bin/", records.BinList, "bin-list"),
    path("<slug:municipality>/bin/<uuid:group>/", records.bin_restore, name="bin-restore"),
]
settings_urls = [
    path("", settings.settings_overview, name="settings"),
    path("municipality/", settings.MunicipalityEdit.as_view(), name="municipality-edit"),
    path("municipality/history/", settings.MunicipalityHistory.as_view(), name="municipality-history"),
    *register_paths("journal/", records.JournalList, "journal"),
    *register_paths("security/", records.SecurityLog, "security-log"),
    *register_paths("departments/", settings.DepartmentList, "department-list"),
    path("departments/new/", settings.DepartmentCreate.as_view(), name="department-create"),
    path("departments/<int:pk>/", organisation.DepartmentDetail.as_view(), name="department-detail"),
    path("departments/<int:pk>/edit/", settings.DepartmentEdit.as_view(), name="department-edit"),
    path("departments/<int:pk>/bin/", settings.DepartmentBin.as_view(), name="department-bin"),
    path("departments/<int:pk>/history/", settings.DepartmentHistory.as_view(), name="department-history"),
    *register_paths("mandates/", settings.MandateList, "mandate-list"),
    path("mandates/new/", settings.MandateCreate.as_view(), name="mandate-create"),
    path("mandates/<int:pk>/", organisation.MandateDetail.as_view(), name="mandate-detail"),
    path("mandates/<int:pk>/edit/", settings.MandateEdit.as_view(), name="mandate-edit"),
    path("mandates/<int:pk>/bin/", settings.MandateBin.as_view(), name="mandate-bin"),
    path("mandates/<int:pk>/history/", settings.MandateHistory.as_view(), name="mandate-history"),
    *register_paths("posts/", settings.PostList, "post-list"),
    path("posts/new/", settings.PostCreate.as_view(), name="post-create"),
    path("posts/<int:pk>/", organisation.PostDetail.as_view(), name="post-detail"),
    path("posts/<int:pk>/edit/", settings.PostEdit.as_view(), name="post-edit"),
    path("posts/<int:pk>/bin/", settings.PostBin.as_view(), name="post-bin"),
    path("posts/<int:pk>/history/", settings.PostHistory.as_view(), name="post-history"),
    path("posts/<int:post>/holders/new/", settings.HolderCreate.as_view(), name="holder-create"),
    path("holders/<int:pk>/edit/", settings.HolderEdit.as_view(), name="holder-edit"),
    path("holders/<int:pk>/bin/", settings.HolderBin.as_view(), name="holder-bin"),
    path("holders/<int:pk>/history/", settings.HolderHistory.as_view(), name="holder-history"),
    *register_paths("members/", members.MemberList, "member-list"),
    path("members/<int:pk>/edit/", members.MemberEdit.as_view(), name="member-edit"),
    path("members/<int:pk>/history/", members.MemberHistory.as_view(), name="member-history"),
    path("members/<int:member>/deputies/new/", members.DeputyCreate.as_view(), name="deputy-create"),
    path("deputies/<int:pk>/edit/", members.DeputyEdit.as_view(), name="deputy-edit"),
    path("deputies/<int:pk>/bin/", members.DeputyBin.as_view(), name="deputy-bin"),
    path("deputies/<int:pk>/history/", members.DeputyHistory.as_view(), name="deputy-history"),
    *register_paths("invitations/", members.InvitationList, "invitation-list"),
    path("invitations/new/", members.InvitationCreate.as_view(), name="invitation-create"),
    path("invitations/<int:pk>/act/", members.invitation_act, name="invitation-act"),
]
urlpatterns += [
    path("<slug:municipality>/settings/" + str(each.pattern), each.callback, name=each.name) for each in settings_urls
]
