"""The table of roles, word for word as the product's paper has it."""

from intlstrategy.municipalities.roles import GRANTS, Capability, Role

TABLE = """
                 observer  contributor  officer  lead  cabinet  administrator
READ             all       all          all      all   all      all
CONFIDE          -         own          all      all   all      -
CONTACTS         -         own          all      all   all      -
REPORT           -         own          all      all   -        -
PROPOSE          -         own          all      all   -        -
EDIT             -         -            all      all   -        -
BIN              -         own          own      all   -        -
RESTORE          -         -            -        all   -        all
APPROVE          -         -            -        all   -        -
PUBLISH          -         -            -        all   -        -
EXPORT_CONTACTS  -         -            -        all   -        -
ADMINISTER       -         -            -        -     -        all
"""


def test_the_grants_are_the_table():
    head, *rows = [line.split() for line in TABLE.strip().splitlines()]
    table = {row[0].lower(): dict(zip(head, row[1:], strict=True)) for row in rows}

    assert {
        str(capability): {str(role): str(GRANTS[role].get(capability, "-")) for role in Role}
        for capability in Capability
    } == table
