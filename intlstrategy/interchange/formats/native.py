"""Our own format, and any other table: columns are known by their names in English, Spanish or Catalan."""

import re

from django.utils.translation import gettext_lazy as _

from intlstrategy.core.text import fold
from intlstrategy.interchange.formats.base import LEVEL_KEY, Format, Mapping, first_of_each, level_columns
from intlstrategy.interchange.reading import FIRST_OF_OURS

# The names that our own files carry, in their order: target, English, Spanish.
COLUMNS = (
    ("kind", FIRST_OF_OURS, "Tipo de fila"),
    ("external_id", "External id", "Identificador externo"),
    ("parent_external_id", "Parent external id", "Identificador externo superior"),
    ("code", "Code", "Código"),
    ("title", "Title", "Título"),
    ("text", "Text", "Texto"),
    ("reason", "Why it matters", "Por qué importa"),
    ("starts_on", "Starts on", "Empieza el"),
    ("ends_on", "Ends on", "Termina el"),
    ("is_continuous", "Continuous", "Continua"),
    ("status", "Status", "Estado"),
    ("progress", "Progress", "Progreso"),
    ("stated_on", "Stated on", "Declarado el"),
    ("weight", "Weight", "Peso"),
    ("priority", "Priority", "Prioridad"),
    ("file_number", "File number", "Número de expediente"),
    ("lead_department", "Lead department", "Unidad responsable"),
    ("contributing_departments", "Contributing departments", "Unidades que contribuyen"),
    ("further_elements", "Further elements", "Otros elementos"),
    ("alignments", "Alignments", "Alineamientos"),
    ("responsible", "Responsible", "Responsable"),
    ("sponsor", "Sponsor", "Responsable político"),
)
HEADINGS = {key: english for key, english, _spanish in COLUMNS}
HEADINGS_ES = {key: spanish for key, _english, spanish in COLUMNS}
LEVEL_HEADING = "Level {depth}: {name}"
SOURCE_MARK = " (source)"  # after the name of a column of the source that is called as one of ours

# What else people call the same things, folded and without punctuation.
SYNONYMS = {
    "kind": ("tipo", "type", "tipus", "tipus de fila"),
    "level_1": (
        "axis", "strategic axis", "eje", "eje estrategico", "eix", "eix estrategic", "axe", "ambito", "ambit",
        "area estrategica", "pillar", "pilar", "categoria", "category", "priority area",
    ),
    "level_2": (
        "line", "strategic line", "linea", "linea estrategica", "linea de actuacion", "linia", "linia estrategica",
        "subcategoria", "subcategory",
    ),
    "level_3": (
        "objective", "goal", "objetivo", "objetivo estrategico", "objetivo especifico", "objectiu", "objectif",
    ),
    "level_4": ("programme", "program", "programa", "programme d actions"),
    "external_id": ("id", "identifier", "identificador", "id externo", "external identifier", "ref", "referencia"),
    "parent_external_id": (
        "identifier above", "identificador superior", "parent id", "id superior", "id padre", "parent",
    ),
    "code": (
        "codigo", "cod", "codi", "num", "no", "n", "number", "codigo de la actuacion", "codigo actuacion",
        "action code",
    ),
    "title": (
        "titulo", "titol", "titre", "action", "actuacion", "accion", "actuacio", "accio", "medida", "mesura",
        "measure", "nombre", "nom", "name", "proyecto", "project", "projecte", "nombre de la actuacion",
        "titulo de la actuacion", "denominacion", "initiative", "iniciativa",
    ),
    "text": (
        "description", "descripcion", "descripcio", "detalle", "detail", "details", "descripcion de la actuacion",
    ),
    "starts_on": (
        "start", "start date", "starts", "begin", "inicio", "fecha inicio", "fecha de inicio", "fecha inicial",
        "comienzo", "fecha de comienzo", "desde", "data inici", "data d inici", "inici", "date de debut", "debut",
    ),
    "ends_on": (
        "end", "end date", "ends", "finish", "due date", "fin", "fecha fin", "fecha de fin", "fecha final",
        "fecha de finalizacion", "finalizacion", "fecha finalizacion", "hasta", "plazo", "data fi", "data de fi",
        "fi", "date de fin",
    ),
    "is_continuous": ("continuo", "is continuous", "ongoing", "permanente", "continu", "continua si no"),
    "status": ("state", "situacion", "estat", "estado actual", "estado de ejecucion", "statut", "etat"),
    "progress": (
        "avance", "porcentaje", "percentage", "percent", "grado de avance", "grado de ejecucion", "ejecucion",
        "porcentaje de ejecucion", "porcentaje de avance", "progres", "avancement", "grau d execucio",
    ),
    "weight": ("ponderacion", "pes", "poids", "ponderacio"),
    "priority": ("prioritat", "priorite"),
    "file_number": (
        "expediente", "no expediente", "n expediente", "no de expediente", "num expediente", "expedient", "file no",
        "file",
    ),
    "lead_department": (
        "department", "departamento", "departamento responsable", "area responsable", "servicio responsable",
        "servicio", "concejalia responsable", "lead", "leading department", "responsible department",
        "organo responsable", "unidad", "unitat responsable", "area lider",
    ),
    "contributing_departments": (
        "contributors", "departamentos implicados", "departamentos colaboradores", "unidades colaboradoras",
        "areas implicadas", "otras areas", "departamentos que colaboran", "other departments",
        "departments involved", "areas colaboradoras",
    ),
    "responsible": (
        "responsible person", "person responsible", "persona responsable", "owner", "tecnico responsable",
        "correo del responsable", "correo responsable", "responsible email", "responsable email",
    ),
    "sponsor": (
        "political sponsor", "responsable politica", "sponsor politico", "concejal", "concejala", "concejalia",
        "cargo politico", "delegacion",
    ),
}  # fmt: skip
LEVEL = re.compile(r"(?:level|nivel|nivell|niveau) (\d{1,2})(?: .*)?")
LEVEL_CODE = re.compile(
    r"(?:level|nivel|nivell|niveau) (\d{1,2}) (?:code|codigo|codi)|"
    r"(?:code|codigo|codi)(?: of| de| del)? (?:level|nivel|nivell|niveau) (\d{1,2})"
)
BRACKETED = re.compile(r"\([^)]*\)|\[[^\]]*\]")
PUNCTUATION = re.compile(r"[^\w%]+|_")
NAMED_LEVEL = re.compile(r"[^:]*\d\s*:\s*(?P<name>.+)")


def plain(name: str) -> str:
    """The name of a column as it is looked up: "Fecha inicio (dd/mm/aaaa):" is "fecha inicio"."""
    words = PUNCTUATION.sub(" ", BRACKETED.sub(" ", fold(name))).replace("%", " porcentaje ")
    return " ".join(words.split())


BY_NAME = {
    **{name: key for key, names in SYNONYMS.items() for name in names},
    **{plain(name): key for key, *names in COLUMNS for name in names},
}


def level_code_number(name: str) -> int | None:
    match = LEVEL_CODE.fullmatch(name)
    return int(match[1] or match[2]) if match else None


def level_number(name: str) -> int | None:
    match = LEVEL.fullmatch(name)
    return int(match[1]) if match else None


def default_mapping(header: list[str], language: str = "") -> Mapping:
    """The meaning of each column by its name; what is not known stays "From the source"."""
    if is_our_own(header):
        return own_mapping(header)
    names = {column: plain(column) for column in header}
    codes = {column: number for column, name in names.items() if (number := level_code_number(name)) is not None}
    levels = {column: number for column, name in names.items() if (number := level_number(name)) is not None}
    first = 1 - min([1, *(number for column, number in levels.items() if column not in codes)])
    known = {column: f"level_{number + first}" for column, number in levels.items()}
    known |= {column: f"level_code_{number + first}" for column, number in codes.items()}
    return close_gaps(first_of_each((column, known.get(column) or by_name(names[column])) for column in header))


def is_our_own(header: list[str]) -> bool:
    """Whether the header begins as our own export writes it: the row type, the levels, then the other columns."""
    if header[:1] != [HEADINGS["kind"]] or not {*HEADINGS.values()} <= {*header}:
        return False
    levels = header[1 : header.index(HEADINGS["external_id"])]
    return bool(levels) and all(name.startswith(f"Level {number}: ") for number, name in enumerate(levels, start=1))


def own_mapping(header: list[str]) -> Mapping:
    """By the exact names, in their places; every other column came from the source, whatever it is called."""
    depth = header.index(HEADINGS["external_id"]) - 1
    mapping: Mapping = dict.fromkeys(header, "")
    mapping |= {name: f"level_{number}" for number, name in enumerate(header[1 : depth + 1], start=1)}
    return mapping | {name: key for key, name in HEADINGS.items()}


def by_name(name: str) -> str:
    return BY_NAME.get(name) or BY_NAME.get(name.removeprefix("porcentaje "), "")


def close_gaps(mapping: Mapping) -> Mapping:
    """Eje and Objetivo without Línea are levels 1 and 2; the code of a level that is not there has no meaning."""
    depths = sorted(int(match[1]) for target in mapping.values() if (match := LEVEL_KEY.fullmatch(target)))
    closed = {f"level_{depth}": f"level_{rank}" for rank, depth in enumerate(depths, start=1)}
    closed |= {f"level_code_{depth}": f"level_code_{rank}" for rank, depth in enumerate(depths, start=1)}
    return {
        column: closed.get(target, "") if target.startswith("level_") else target for column, target in mapping.items()
    }


def level_names(header: list[str], mapping: Mapping) -> list[str] | None:
    """ "Level 1: Axis" gives Axis, "Eje" gives Eje; columns that are only numbered give no names."""
    columns = level_columns(header, mapping)
    if all(LEVEL.fullmatch(plain(column)) and not NAMED_LEVEL.fullmatch(column) for column in columns):
        return None
    named = [NAMED_LEVEL.fullmatch(column) for column in columns]
    return [match["name"].strip() if match else column for match, column in zip(named, columns, strict=True)]


FORMAT = Format(
    key="native",
    label=_("Table with our columns, or with others"),
    is_recognised=lambda header: True,
    default_mapping=default_mapping,
    level_names=level_names,
    own_columns=frozenset([*HEADINGS.values(), *HEADINGS_ES.values()]),
)
