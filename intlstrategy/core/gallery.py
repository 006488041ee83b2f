"""What the component gallery shows, so that a change to a component is seen everywhere at once."""

from intlstrategy.core.templatetags.components import STATUS_LOOK

SAMPLES = {
    "statuses": [(code, code.replace("_", " ").capitalize() or "No data") for code in STATUS_LOOK],
    "progress": [None, 0, 52, 100, 140],
    "markdown": "Markdown with **bold**, a [link](https://example.org) and\n\n- a list\n- of two",
    "rows": [
        ("Lead the Atlantic ports group", "1.1.1", "on_track", "On track", 68, "31 Dec 2027"),
        ("Host the annual assembly", "1.2.1", "at_risk", "At risk", 35, "14 May 2027"),
        ("Exchange for young volunteers", "3.1.2", "", "No data", None, "30 Nov 2026"),
    ],
}
