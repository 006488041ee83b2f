"""Our own format, and any other table: columns are known by their names in English or Spanish."""

import re

from django.utils.translation import gettext_lazy as _

from intlstrategy.core.text import fold
from intlstrategy.interchange.formats.base import Format, Mapping, levels_by_header

# The names our own files carry, in their order, and what else people call the same thing.
HEADINGS = {
    "kind": "Row type",
    "external_id": "Identifier",
    "parent_external_id": "Identifier above",
    "code": "Code",
    "title": "Title",
    "text": "Text",
    "starts_on": "Starts on",
    "ends_on": "Ends on",
    "is_continuous": "Continuous",
    "status": "Status",
    "progress": "Progress",
    "weight": "Weight",
    "priority": "Priority",
    "file_number": "File number",
    "lead_department": "Lead department",
    "contributing_departments": "Contributing departments",
    "responsible": "Responsible",
    "sponsor": "Political sponsor",
}
LEVEL_HEADING = "Level {depth}: {name}"
LEVEL = re.compile(r"(?:level|nivel|nivell|niveau) (\d)\b.*")
SYNONYMS = {
    "kind": ("row type", "tipo de fila", "tipo"),
    "level_1": ("axis", "eje", "eje estrategico", "eix", "axe", "ambito", "area estrategica"),
    "level_2": ("line", "linea", "linea estrategica", "linia", "programa", "subcategoria"),
    "level_3": ("objective", "objetivo", "objectiu", "objectif"),
    "external_id": ("identifier", "id", "identificador", "external id", "external_id"),
    "parent_external_id": ("identifier above", "identificador superior", "parent id", "id superior"),
    "code": ("code", "codigo", "cod", "codi", "num", "n"),
    "title": ("title", "titulo", "action", "actuacion", "accion", "titol", "medida", "nombre", "name", "proyecto", "actuacio"),
    "text": ("text", "texto", "description", "descripcion", "descripcio", "detalle"),
    "starts_on": ("starts on", "start", "start date", "inicio", "fecha inicio", "fecha de inicio", "desde"),
    "ends_on": ("ends on", "end", "end date", "fin", "fecha fin", "fecha de fin", "fecha final", "hasta"),
    "is_continuous": ("continuous", "continua", "continuo"),
    "status": ("status", "estado", "situacion", "estat"),
    "progress": ("progress", "progreso", "avance", "% avance", "porcentaje", "% ejecucion", "grado de ejecucion"),
    "weight": ("weight", "peso", "ponderacion"),
    "priority": ("priority", "prioridad", "prioritat"),
    "file_number": ("file number", "expediente", "numero de expediente", "no expediente"),
    "lead_department": ("lead department", "area responsable", "departamento responsable", "servicio responsable", "departamento", "unidad responsable"),
    "contributing_departments": ("contributing departments", "departamentos que colaboran", "areas implicadas", "otras areas"),
    "responsible": ("responsible", "responsable", "persona responsable", "responsible person"),
    "sponsor": ("political sponsor", "responsable politico", "concejalia"),
}  # fmt: skip
BY_NAME = {name: key for key, names in SYNONYMS.items() for name in names}


def default_mapping(header: list[str], language: str) -> Mapping:
    """The meaning of each column by its name; a meaning already taken leaves the later column unmapped."""
    mapping: Mapping = {}
    numbers = [int(match[1]) for column in header if (match := LEVEL.fullmatch(fold(column)))]
    first = min(numbers, default=1)
    taken: set[str] = set()
    for column in header:
        name = fold(column).rstrip(".:")
        match = LEVEL.fullmatch(name)
        key = f"level_{int(match[1]) - first + 1}" if match else BY_NAME.get(name, "")
        mapping[column] = "" if key in taken else key
        taken.add(key)
    return mapping


def level_names(header: list[str], mapping: Mapping) -> list[str]:
    """ "Level 1: Axis" gives Axis; a column without a colon gives its whole name."""
    return [column.partition(": ")[2] or column for column in levels_by_header(header, mapping)]


FORMAT = Format(
    key="native",
    label=_("Table with our columns, or with others"),
    is_recognised=lambda header: True,
    default_mapping=default_mapping,
    level_names=level_names,
)
