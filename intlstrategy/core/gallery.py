"""What the component gallery shows, so that a change to a component is seen everywhere at once."""

from intlstrategy.core.templatetags.components import STATUS_LOOK

SAMPLES = {
    "statuses": [(code, code.replace("_", " ").capitalize() or "No data") for code in STATUS_LOOK],
    "progress": [None, 0, 52, 100, 140],
}
