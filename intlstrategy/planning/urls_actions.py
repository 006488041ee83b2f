from django.urls import path

from intlstrategy.municipalities.registers import register_paths
from intlstrategy.planning.views import action_register, actions, proposals

action_urls = [
    *register_paths("actions/", action_register.ActionList, "action-list"),
    path("actions/new/", actions.ActionCreate.as_view(), name="action-create"),
    path("actions/elements.json", action_register.action_elements, name="action-elements"),
    path("actions/propose/", proposals.ProposalCreate.as_view(), name="proposal-create"),
    *register_paths("actions/proposals/", action_register.ProposalList, "proposal-list"),
    path("actions/<int:pk>/", actions.ActionDetail.as_view(), name="action-detail"),
    path("actions/<int:pk>/edit/", actions.ActionEdit.as_view(), name="action-edit"),
    path("actions/<int:pk>/texts/", actions.ActionTextsEdit.as_view(), name="action-texts"),
    path("actions/<int:pk>/bin/", actions.ActionBin.as_view(), name="action-bin"),
    path("actions/<int:pk>/history/", actions.ActionHistory.as_view(), name="action-history"),
    path("actions/<int:pk>/report/", actions.ActionReport.as_view(), name="action-report"),
    path("actions/<int:pk>/proposal/", proposals.ProposalEdit.as_view(), name="proposal-edit"),
    path("actions/<int:pk>/proposal/accept/", proposals.ProposalAccept.as_view(), name="proposal-accept"),
    path("actions/<int:pk>/proposal/return/", proposals.ProposalReturn.as_view(), name="proposal-return"),
    path("actions/<int:pk>/proposal/merge/", proposals.ProposalMerge.as_view(), name="proposal-merge"),
]
