"""Valdemar, an invented small council: one part-time officer, eight actions, two twinnings, one network."""

DEPARTMENTS = [("Office of the Mayor", "OFF", ""), ("Culture and schools", "CUL", "")]
STRATEGY = [
    (
        "Keep our two twinnings alive",
        [
            ("Meet once a year", [
                ("Visit of the twin town for the September fair", "OFF", (0, 3), (0, 10), "completed", 100, "high"),
                ("School letters with the second twin town", "CUL", (-1, 9), (1, 6), "on_track", 55, "medium"),
                ("Joint exhibition of local photographers", "CUL", (0, 5), (1, 4), "at_risk", 20, "low"),
            ]),
            ("Share what we learn", [
                ("One page a year for the plenary", "OFF", (-1, 1), (1, 12), "on_track", 60, "high"),
            ]),
        ],
    ),
    (
        "Get something out of our network",
        [
            ("Use it", [
                ("Take part in one working group", "OFF", (0, 1), (1, 12), "on_track", 40, "medium"),
                ("Ask three members how they lit their streets", "OFF", (0, 2), (0, 11), "delayed", 30, "medium"),
            ]),
            ("Young people in Europe", [
                ("One Erasmus+ exchange with the secondary school", "CUL", (0, 9), (1, 6), "not_started", 0, "high"),
                ("Europe day at the library", "CUL", (0, 4), (1, 5), "on_track", 70, "low"),
            ]),
        ],
    ),
]  # fmt: skip
