"""Valdemar, an invented small council: one part-time officer, eight actions, two twinnings, one network."""

from intlstrategy.demo.told import Asked, Axis, Given, Joined, Known, Objective, Resource, Signed, Told

ILLUSTRATIVE = "Illustrative: Valdemar is an invented municipality"
DEPARTMENTS = [("Office of the Mayor", "OFF", ""), ("Culture and schools", "CUL", "")]
STRATEGY = (
    Axis(
        title="Keep our two twinnings alive", sponsor="", lead="OFF",
        text="Two friendships that people in both towns would miss.",
        objectives=(
            Objective(
                title="Meet once a year", text="One visit or one shared work each year, with each twin town.",
                actions=(
                    Told(
                        title="Visit of the twin town for the September fair", lead="OFF",
                        starts=-8, ends=-70, status="completed", progress=100, priority="high", with_=("CUL",), goals=("17",),
                        text="Twenty guests stayed with families for four days. The band of each town played at the other’s stand.",
                        reason="The fair is when most families are ready to host, and it costs the council next to nothing.",
                    ),
                    Told(
                        title="School letters with the second twin town", lead="CUL",
                        starts=-14, ends=190, status="on_track", progress=55, goals=("4",),
                        text="Two classes write to each other every month, in English and French. Teachers meet online once a term.",
                        reason="The second twinning had no activity for three years; children are the shortest way back.",
                    ),
                    Told(
                        title="Joint exhibition of local photographers", lead="CUL",
                        starts=-6, ends=20, status="at_risk", progress=20, priority="low", goals=("11",),
                        text="Thirty pictures of everyday life in both towns, shown first here and then there. The room is booked; the frames are not ordered.",
                        reason="It reaches people who never go to a reception.",
                    ),
                ),
            ),
            Objective(
                title="Share what we learn", text="Whoever travels tells the rest of us.",
                actions=(
                    Told(
                        title="One page a year for the plenary", lead="OFF",
                        starts=-22, ends=45, status="on_track", progress=60, priority="high", goals=("16",),
                        text="What we did, what it cost and what came of it, on one page that councillors get a week before.",
                        reason="The plenary votes the budget: it should know what it pays for.",
                    ),
                ),
            ),
        ),
    ),
    Axis(
        title="Get something out of our network", sponsor="", lead="OFF",
        text="We pay a fee; we want to use what it buys.",
        objectives=(
            Objective(
                title="Use it", text="One subject at a time.",
                actions=(
                    Told(
                        title="Take part in one working group", lead="OFF",
                        starts=-10, ends=360, status="on_track", progress=40, goals=("17",),
                        text="The group on small towns and energy, four meetings a year, all but one online.",
                        reason="With one part-time officer, one group followed well is worth more than five joined.",
                    ),
                    Told(
                        title="Ask three members how they lit their streets", lead="OFF",
                        starts=-9, ends=-14, status="delayed", progress=30, goals=("7", "13"),
                        text="A short questionnaire and one call with each town about cost, tender and complaints. One has answered.",
                        reason="We change our lamps next year and have nobody who has done it before.",
                    ),
                ),
            ),
            Objective(
                title="Young people in Europe", text="One chance for each pupil to go abroad before leaving school.",
                actions=(
                    Told(
                        title="One Erasmus+ exchange with the secondary school", lead="CUL",
                        starts=-2, ends=210, priority="high", goals=("4",),
                        text="Fifteen pupils and two teachers, a week each way. The school applies, the council pays the coach.",
                        reason="Half of our pupils have never left the region.",
                    ),
                    Told(
                        title="Europe day at the library", lead="CUL",
                        starts=-7, ends=170, status="on_track", progress=70, priority="low", with_=("OFF",),
                        text="An afternoon in May with stories in five languages, a quiz and the letters from the twin town.",
                        reason="It is the one day when Europe has a place in the town.",
                    ),
                ),
            ),
        ),
    ),
)  # fmt: skip
DIAGNOSIS = [
    # kind, statement, evidence, dimension, answering goal (priority, number) or None
    ("strength", "Families who are ready to host", "Twenty-two families on the list of the fair committee. Illustrative.", "socio-cultural", (1, 1)),
    ("weakness", "One officer, twelve hours a week", "Illustrative.", "political", (1, 2)),
    ("opportunity", "The network pays travel for small towns", "Illustrative.", "european", (2, 1)),
    ("threat", "The fee is questioned in every budget", "Illustrative.", "political", (1, 2)),
    ("need", "A first trip abroad for every pupil", "Illustrative.", "european", (2, 2)),
]  # fmt: skip
STAKEHOLDERS = (
    Known("Montclair-sur-Loir", "local_government", "public", "local", "FR", "Montclair-sur-Loir", (2, 4, 3), (2, 5, 4), side="both", languages=("fr",), owner="officer"),
    Known("Vilarinho do Rio", "local_government", "public", "local", "PT", "Vilarinho do Rio", (2, 2, 1), (2, 3, 2), side="political", languages=("pt", "fr"), owner="officer"),
    Known("Network of Small Atlantic Towns", "city_network", "public", "european", "IE", "Westport", (4, 3, 2), (4, 3, 3), languages=("en", "fr"), owner="officer"),
    Known("Valdemar secondary school", "school", "academic", "local", "ES", "Valdemar", (2, 5, 4), (2, 5, 5), languages=("en",)),
)  # fmt: skip
AGREEMENTS = (
    Signed(
        title="Twinning with Montclair-sur-Loir", kind="twinning", with_=("Montclair-sur-Loir",), nature="Twinning charter", signed=-216,
        department="OFF", subject="Families visit one another every second year.", served=(1, 1), review=60,
    ),
    Signed(
        title="Twinning with Vilarinho do Rio", kind="twinning", with_=("Vilarinho do Rio",), nature="Twinning charter", signed=-90,
        department="OFF", statuses=(("dormant", -18, "The mayor who signed it left, and nobody wrote since"),), served=(1, 1),
    ),
)  # fmt: skip
NETWORKS = (
    Joined(
        network="Network of Small Atlantic Towns", category="full", joined=-62, fees=(450, 450, 400), days=(9, 8, 5), served=(2, 1),
        purpose="Learn from towns of our size, one subject at a time.",
        groups=(("Small towns and energy", ("officer",)),),
        gave=(Given(title="Three quotations for street lighting", kind="contact", months=-4, useful=4, used_by=("OFF",)),),
        review=90, department="OFF",
    ),
)  # fmt: skip
ASSETS = (
    Resource(name="September fair", kind="festival", description="Two days, one square, every family a host.", department="OFF", served=((1, 1),)),
    Resource(name="Dry-stone terraces", kind="heritage", description="Kept up by a dozen people who can teach it.", department="CUL"),
)  # fmt: skip
APPROACHES = (
    Asked(
        title="School exchange in October", kind="visit", days=6, with_="Valdemar secondary school", channel="meeting", decider="officer", due=20, served=(1, 1),
        asked="The school would like to receive twelve pupils from Montclair-sur-Loir.", judged=(("officer", (4, 3, 3, 4, 3, 2, 4, 4)),),
    ),
    Asked(
        title="Stand at a tourism fair", kind="invitation", days=60, sender="Fair of the Middle Sea (example)", country="FR", decider="officer",
        asked="They offer a stand for 3,000 euros.", decided="declined", decided_after=5, reason="Too dear for a small council.", answer="Thank you, not this year.",
    ),
)  # fmt: skip
