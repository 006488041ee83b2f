"""Departments, posts and people. The names of people are invented, and so is who does what."""

from decimal import Decimal

ILLUSTRATIVE = "Ilustrativo: no es un dato del Ayuntamiento"

DAY_COST = Decimal(240)  # of a working day of staff, in euros: illustrative

DEPARTMENTS = [
    # name, code, parent code
    ("Alcaldía", "ALC", ""),
    ("Iniciativas Internacionales y Asuntos Europeos", "INT", "ALC"),
    ("Economía, Empleo y Turismo", "ECO", ""),
    ("Innovación y Ciudad Inteligente", "INN", "ECO"),
    ("Medio Ambiente y Sostenibilidad", "MED", ""),
    ("Urbanismo y Vivienda", "URB", ""),
    ("Cultura y Educación", "CUL", ""),
    ("Servicios Sociales y Cooperación", "COO", ""),
    ("Juventud y Deportes", "JUV", ""),
    ("Participación Ciudadana", "PAR", ""),
    ("Comunicación", "COM", "ALC"),
    ("Hacienda y Contratación", "HAC", ""),
]
MAYOR = "Alcaldía-Presidencia"
ECONOMY = "Tenencia de Alcaldía de Economía y Relaciones Internacionales"
COOPERATION = "Concejalía de Cooperación al Desarrollo"
POSTS = [
    # title, department code, political, holders (name, from year, to year)
    (MAYOR, "ALC", True, [("Elena Villar Suárez", 2023, None), ("Marcos Ordiales Peña", 2019, 2023)]),
    (ECONOMY, "ECO", True, [("Pablo Cueto Arias", 2023, None)]),
    (COOPERATION, "COO", True, [("Nuria Llaneza Vega", 2023, None)]),
    ("Concejalía de Medio Ambiente", "MED", True, [("Iván Menéndez Rato", 2023, None)]),
    ("Concejalía de Cultura y Educación", "CUL", True, [("Sara Fombona Díaz", 2023, None)]),
    ("Jefatura de la Oficina Internacional", "INT", False, [("Ana Menéndez Cifuentes", 2021, None)]),
]
PEOPLE = [
    # key, name, role, department code
    ("observer", "Olga Observa Prieto", "observer", "PAR"),
    ("contributor", "Lucía Fernández Mier", "contributor", "MED"),
    ("officer", "Javier Álvarez Cabo", "officer", "INT"),
    ("lead", "Ana Menéndez Cifuentes", "lead", "INT"),
    ("cabinet", "Elena Villar Suárez", "cabinet", "ALC"),
    ("administrator", "Diego Robles Caso", "administrator", "INT"),
]
CONTACTS = [
    ("contacto.economia", "Marta Solís Nava", "ECO"),
    ("contacto.innovacion", "Hugo Pardo Sela", "INN"),
    ("contacto.urbanismo", "Irene Cangas Toral", "URB"),
    ("contacto.cultura", "Ramón Teja Llano", "CUL"),
    ("contacto.cooperacion", "Carmen Busto Rey", "COO"),
    ("contacto.juventud", "Álex Quirós Mon", "JUV"),
    ("contacto.comunicacion", "Paula Ribera Oso", "COM"),
]
# The mission of the department, as it publishes it.
MISSION_SOURCE = "internacional.gijon.es"
MISSION = (
    "Promover la participación en convocatorias, campañas e iniciativas",
    "Organizar la participación en redes y foros",
    "Canalizar las relaciones institucionales",
    "Difundir la actividad europea",
)
