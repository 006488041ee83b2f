"""The demonstration city of Gijón / Xixón. Published facts name their source; everything else is illustrative.

Dates are years counted from the year of loading, so that something is always late, due and coming up.
"""

ILLUSTRATIVE = "Ilustrativo: no es un dato del Ayuntamiento"
SOURCES = {
    "mission": "internacional.gijon.es",
    "strategy": "slideplayer.es/slide/14831585 (primera línea y retos de la Estrategia Local Europea)",
}

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
POSTS = [
    # title, department code, political, holders (name, from year, to year); invented names
    ("Alcaldía-Presidencia", "ALC", True, [("Elena Villar Suárez", -3, None), ("Marcos Ordiales Peña", -7, -3)]),
    ("Tenencia de Alcaldía de Economía y Relaciones Internacionales", "ECO", True, [("Pablo Cueto Arias", -3, None)]),
    ("Concejalía de Cooperación al Desarrollo", "COO", True, [("Nuria Llaneza Vega", -3, None)]),
    ("Concejalía de Medio Ambiente", "MED", True, [("Iván Menéndez Rato", -3, None)]),
    ("Concejalía de Cultura y Educación", "CUL", True, [("Sara Fombona Díaz", -3, None)]),
    ("Jefatura de la Oficina Internacional", "INT", False, [("Ana Menéndez Cifuentes", -5, None)]),
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

# The strategy: five axes drawn from the founding ideas; objectives; actions
# (title, department, from year.month, to year.month or "", status, progress, priority)
STRATEGY = [
    (
        "Liderazgo político y transversalidad",
        "La acción exterior pivota sobre la Alcaldía e implica a todas las áreas.",
        "Alcaldía-Presidencia",
        [
            (
                "Una política pública dirigida y compartida",
                [
                    (
                        "Reunir cada trimestre la comisión de acción exterior de todas las áreas",
                        "ALC",
                        (-2, 1),
                        (1, 12),
                        "on_track",
                        62,
                        "high",
                    ),
                    (
                        "Nombrar una persona de contacto internacional en cada área",
                        "INT",
                        (-2, 2),
                        (-2, 12),
                        "completed",
                        100,
                        "high",
                    ),
                    (
                        "Incluir la acción exterior en el plan estratégico de ciudad",
                        "ALC",
                        (-1, 3),
                        (0, 12),
                        "at_risk",
                        55,
                        "medium",
                    ),
                ],
            ),
            (
                "Capacidades municipales para actuar fuera",
                [
                    (
                        "Formar a los equipos en redacción de proyectos europeos",
                        "INT",
                        (-1, 2),
                        (1, 6),
                        "on_track",
                        48,
                        "medium",
                    ),
                    (
                        "Crear un registro único de viajes y delegaciones",
                        "INT",
                        (-1, 9),
                        (0, 6),
                        "completed",
                        100,
                        "high",
                    ),
                    ("Manual de protocolo para delegaciones recibidas", "ALC", (0, 2), (0, 11), "delayed", 20, "low"),
                ],
            ),
            (
                "Presupuesto visible de la acción exterior",
                [
                    (
                        "Identificar en el presupuesto municipal cada partida de acción exterior",
                        "HAC",
                        (-1, 1),
                        (0, 12),
                        "on_track",
                        70,
                        "medium",
                    ),
                    ("Publicar el coste de cada viaje institucional", "COM", (0, 1), (1, 12), "on_track", 45, "medium"),
                ],
            ),
        ],
    ),
    (
        "Europa más allá de los fondos",
        "Estar donde se decide la política urbana europea, y no solo donde se reparten fondos.",
        "Tenencia de Alcaldía de Economía y Relaciones Internacionales",
        [
            (
                "Voz de la ciudad en las redes europeas",
                [
                    (
                        "Participar en los grupos de trabajo de Eurocities",
                        "INT",
                        (-2, 1),
                        (1, 12),
                        "on_track",
                        66,
                        "high",
                    ),
                    (
                        "Ejercer la vicepresidencia de Ciudades Atlánticas",
                        "INT",
                        (-2, 5),
                        (1, 5),
                        "on_track",
                        72,
                        "high",
                    ),
                    (
                        "Acoger la reunión anual de Ciudades Atlánticas",
                        "INT",
                        (-1, 1),
                        (-1, 6),
                        "completed",
                        100,
                        "high",
                    ),
                    (
                        "Responder a las consultas de la Comisión con la posición de la ciudad",
                        "INT",
                        (-1, 1),
                        (1, 12),
                        "at_risk",
                        35,
                        "medium",
                    ),
                ],
            ),
            (
                "Proyectos europeos con sentido de ciudad",
                [
                    (
                        "Presentar cada año dos candidaturas alineadas con el plan",
                        "INT",
                        (-2, 1),
                        (1, 12),
                        "on_track",
                        58,
                        "high",
                    ),
                    ("Red URBACT sobre comercio de proximidad", "ECO", (-1, 6), (1, 5), "on_track", 50, "medium"),
                    ("Proyecto INTERREG de economía azul", "INN", (-1, 9), (1, 9), "at_risk", 30, "high"),
                    ("Movilidades Erasmus+ para personal municipal", "CUL", (0, 1), (1, 12), "on_track", 40, "low"),
                ],
            ),
            (
                "Europa cerca de la ciudadanía",
                [
                    ("Semana de Europa en torno al 9 de mayo", "INT", (-2, 4), (1, 6), "on_track", 75, "medium"),
                    (
                        "Europa en las aulas: visitas a centros de secundaria",
                        "CUL",
                        (-1, 9),
                        (1, 6),
                        "on_track",
                        52,
                        "medium",
                    ),
                    ("Concurso escolar sobre ciudades europeas", "JUV", (0, 1), (0, 10), "delayed", 15, "low"),
                ],
            ),
        ],
    ),
    (
        "Promoción y desarrollo de la ciudad",
        "Poner a trabajar en el exterior los recursos de la ciudad: puerto, universidad, empresa, cultura.",
        "Tenencia de Alcaldía de Economía y Relaciones Internacionales",
        [
            (
                "Empresa local en el mundo",
                [
                    (
                        "Misión empresarial a la fachada atlántica francesa",
                        "ECO",
                        (0, 2),
                        (0, 10),
                        "completed",
                        100,
                        "high",
                    ),
                    ("Bonos de internacionalización para pymes", "ECO", (-1, 3), (1, 12), "on_track", 60, "high"),
                    ("Oficina de acogida a inversión extranjera", "ECO", (0, 3), (1, 12), "at_risk", 25, "medium"),
                ],
            ),
            (
                "Puerto y ciudad",
                [
                    (
                        "Grupo de descarbonización de puertos atlánticos",
                        "MED",
                        (-2, 3),
                        (1, 12),
                        "on_track",
                        65,
                        "high",
                    ),
                    ("Piloto de suministro eléctrico a buques", "MED", (-1, 6), (0, 12), "at_risk", 55, "high"),
                    ("Intercambio de técnicos con ciudades portuarias", "URB", (0, 1), (1, 6), "not_started", 0, "low"),
                ],
            ),
            (
                "Turismo y cultura con proyección",
                [
                    (
                        "Festival de cine: convenio con festivales europeos",
                        "CUL",
                        (-2, 1),
                        (1, 12),
                        "on_track",
                        70,
                        "medium",
                    ),
                    ("Congreso atlántico de patrimonio industrial", "CUL", (0, 1), (0, 11), "on_track", 80, "medium"),
                    ("Marca de ciudad en tres idiomas", "COM", (-1, 1), (0, 9), "delayed", 60, "medium"),
                ],
            ),
            (
                "Talento y diáspora",
                [
                    ("Censo voluntario de la emigración gijonesa", "PAR", (0, 4), (1, 12), "not_started", 0, "low"),
                    ("Semana de retorno para jóvenes profesionales", "JUV", (-1, 7), (0, 8), "suspended", 30, "low"),
                ],
            ),
        ],
    ),
    (
        "Cooperación al desarrollo como política pública",
        "Una cooperación planificada, evaluada y abierta a nuevos agentes.",
        "Concejalía de Cooperación al Desarrollo",
        [
            (
                "Convocatoria clara y evaluable",
                [
                    ("Convocatoria anual de proyectos de ONGD", "COO", (-2, 1), (1, 12), "on_track", 63, "high"),
                    ("Bases con criterios del CAD de la OCDE", "COO", (-1, 1), (-1, 11), "completed", 100, "high"),
                    ("Evaluación externa de tres proyectos al año", "COO", (-1, 3), (1, 12), "at_risk", 33, "medium"),
                ],
            ),
            (
                "Nuevos agentes",
                [
                    (
                        "Colaboración público-privada con empresas de agua",
                        "COO",
                        (0, 1),
                        (1, 12),
                        "not_started",
                        5,
                        "medium",
                    ),
                    ("Universidad y cooperación técnica", "COO", (-1, 9), (1, 6), "on_track", 42, "medium"),
                    ("Red de municipios cooperantes de Asturias", "COO", (-2, 6), (1, 12), "on_track", 57, "medium"),
                ],
            ),
            (
                "Educación para la ciudadanía global",
                [
                    (
                        "Programa de centros educativos por la Agenda 2030",
                        "CUL",
                        (-1, 9),
                        (1, 6),
                        "on_track",
                        50,
                        "medium",
                    ),
                    ("Vacaciones en paz con familias de acogida", "COO", (-2, 6), (1, 9), "on_track", 68, "high"),
                ],
            ),
        ],
    ),
    (
        "Comunicación y participación",
        "Que la ciudad sepa qué se hace fuera y para qué sirve.",
        "Alcaldía-Presidencia",
        [
            (
                "Contarlo bien",
                [
                    ("Página pública de la acción exterior", "COM", (-1, 1), (0, 6), "completed", 100, "high"),
                    ("Boletín trimestral internacional", "COM", (-1, 4), (1, 12), "on_track", 55, "medium"),
                    ("Memoria anual en lenguaje claro", "COM", (-2, 10), (1, 12), "on_track", 66, "medium"),
                    ("Campaña sobre proyectos con fondos europeos", "COM", (0, 1), (0, 10), "cancelled", 10, "low"),
                ],
            ),
            (
                "Participación en la acción exterior",
                [
                    ("Reactivar el consejo local de cooperación", "PAR", (-1, 2), (0, 12), "at_risk", 40, "high"),
                    ("Mesa de agentes internacionales de la ciudad", "PAR", (0, 1), (1, 12), "on_track", 35, "medium"),
                    (
                        "Consulta ciudadana sobre prioridades europeas",
                        "PAR",
                        (0, 3),
                        (0, 12),
                        "not_started",
                        0,
                        "medium",
                    ),
                ],
            ),
            (
                "Compartir con otras ciudades",
                [
                    (
                        "Intercambio anual de buenas prácticas con ciudades atlánticas",
                        "INT",
                        (-1, 1),
                        (1, 12),
                        "on_track",
                        60,
                        "medium",
                    ),
                    ("Ficha abierta de cada buena práctica", "INT", (0, 1), (1, 12), "on_track", 30, "low"),
                ],
            ),
        ],
    ),
]
OUTSIDE = [
    ("Recepción de una delegación cultural no prevista", "CUL", (0, 9), (0, 12), "on_track", 50, "low"),
    ("Carta de apoyo a una candidatura universitaria", "INT", (0, 10), (0, 12), "completed", 100, "low"),
    ("Hermanamiento: acto por el aniversario con Niort", "ALC", (0, 6), (1, 3), "not_started", 0, "medium"),
]
PROPOSALS = [
    (
        "Visita técnica sobre residuos a una ciudad atlántica",
        "MED",
        "Aprender de la recogida selectiva de otra ciudad portuaria.",
    ),
]
MASTER_COOPERATION = [
    ("Solidaridad con agenda", [("Agua y saneamiento", "COO"), ("Igualdad y derechos de las mujeres", "COO")]),
    ("Acción humanitaria", [("Fondo de emergencia", "COO")]),
]
MASTER_EUROPE = [
    ("Participar en redes y foros", [("Grupos de trabajo europeos", "INT"), ("Representación en Bruselas", "INT")]),
    ("Difundir la actividad europea", [("Calendario europeo de la ciudad", "COM")]),
]
CITY_PLAN = [
    ("Ciudad abierta y conectada", ["Proyección exterior", "Conectividad y puerto"]),
    ("Ciudad verde y saludable", ["Neutralidad climática", "Calidad del aire"]),
    ("Ciudad que cuida", ["Cohesión social", "Ciudadanía global"]),
]
DIAGNOSIS = [
    # kind, statement, evidence, dimension, answering objective (axis number, objective number) or None
    (
        "strength",
        "Pertenencia a redes europeas con peso",
        "Miembro de Eurocities y fundadora de Ciudades Atlánticas (elcomercio.es).",
        "european",
        (2, 1),
    ),
    ("strength", "Puerto y universidad como recursos propios", ILLUSTRATIVE, "economic", (3, 2)),
    ("weakness", "Las áreas actúan fuera sin coordinarse", ILLUSTRATIVE, "political", (1, 1)),
    (
        "weakness",
        "Hermanamientos sin actividad",
        "Albuquerque, firmado en 1977, consta inactivo (cope.es).",
        "socio-cultural",
        None,
    ),
    (
        "opportunity",
        "Experiencia con dinero europeo",
        "Más de 60 millones de euros en proyectos desde 1994 (maciedome.blogspot.com).",
        "european",
        (2, 2),
    ),
    ("opportunity", "Pymes con potencial exportador", ILLUSTRATIVE, "economic", (3, 1)),
    (
        "threat",
        "Recorte de los fondos para redes",
        "Presupuesto del área en 2024: 188.500 € (cope.es).",
        "political",
        (1, 3),
    ),
    ("threat", "Cansancio ante anuncios sin resultados", ILLUSTRATIVE, "socio-cultural", (5, 1)),
    (
        "need",
        "Que la ciudadanía conozca la acción exterior",
        "La semana en torno al 9 de mayo es la actividad más conocida (slideplayer.es/slide/14831585).",
        "european",
        (2, 3),
    ),
    ("need", "Cooperación evaluada", ILLUSTRATIVE, "cooperation", (4, 1)),
]
# objective (axis, number) -> SDG targets, Spanish Urban Agenda objectives
ALIGNMENTS = {
    (1, 1): (["17.14"], ["10.2"]),
    (1, 3): (["16.6"], ["10.3"]),
    (2, 1): (["17.16"], ["10.2"]),
    (2, 2): (["11.a", "9.5"], ["7.1"]),
    (2, 3): (["4.7"], ["10.4"]),
    (3, 1): (["8.3", "17.11"], ["7.1"]),
    (3, 2): (["7.2", "13.2", "14.1"], ["3.2"]),
    (3, 3): (["8.9", "11.4"], ["7.2"]),
    (4, 1): (["17.2", "10.b"], []),
    (4, 2): (["17.17", "6.a"], []),
    (4, 3): (["4.7", "12.8"], ["10.4"]),
    (5, 1): (["16.10"], ["10.4"]),
    (5, 2): (["16.7"], ["10.2"]),
    (5, 3): (["17.9"], ["10.4"]),
}
