"""The bodies of Gijón that decide on its external action, their seats and their sessions.

That a council for international cooperation exists, chaired by the councillor, with all political groups and
associations, and that it approves the rules of the call, was published (lne.es, 2010). Who sits where, what was
decided and when is invented.
"""

from intlstrategy.demo.gijon.organisation import COOPERATION, ECONOMY, ILLUSTRATIVE, MAYOR
from intlstrategy.demo.told import Chair, Decided, Organ, Session

PLENARY = "Pleno del Ayuntamiento"
COUNCIL = "Consejo de Cooperación Internacional"
COUNCIL_SOURCE = "Publicado en lne.es, 2010; composición y sesiones ilustrativas"
NOTE = "Aprobado por el Pleno. Ilustrativo."

POL, TEC = "political", "technical"
HEAD = "Jefatura de la Oficina Internacional"

BODIES = (
    Organ(PLENARY, "plenary", "monthly", "ALC", "lead", ILLUSTRATIVE,
        purpose="Aprueba la estrategia de acción exterior, los planes directores y los convenios que la ley le reserva.",
        basis="Ley 7/1985, de Bases del Régimen Local, artículos 22 y 46", is_public=True,
        seats=(
            Chair("Presidencia", "chair", "public", POL, post=MAYOR),
            Chair("Concejalía delegada de relaciones internacionales", "member", "public", POL, post=ECONOMY),
            Chair("Concejalía delegada de cooperación", "member", "public", POL, post=COOPERATION),
            Chair("Concejalía de Medio Ambiente", "member", "public", POL, post="Concejalía de Medio Ambiente"),
            Chair("Concejalía de Cultura y Educación", "member", "public", POL, post="Concejalía de Cultura y Educación"),
        ),
        sessions=(
            Session(-45, "", "held", "Salón de plenos", ("Aprobación del acta anterior", "Adhesión a la red de ciudades por el clima", "Ruegos y preguntas"),
                present="aaaea", minutes="Se aprueba el acta anterior. Se debate la adhesión, que queda aprobada por mayoría.",
                decided=(Decided("Adherirse a la red europea de ciudades por el clima", "voted", (18, 6, 3), "open", "contributor", -6, item=2,
                    text="Se acuerda solicitar la adhesión del municipio y encomendar su tramitación al área de Medio Ambiente."),)),
            Session(20, "", "convened", "Salón de plenos", ("Aprobación del acta anterior", "Informe anual de acción exterior")),
        )),
    Organ("Junta de Gobierno Local", "board", "weekly", "ALC", "lead", ILLUSTRATIVE,
        purpose="Autoriza los viajes institucionales y los convenios que no corresponden al Pleno.",
        basis="Ley 7/1985, de Bases del Régimen Local, artículo 23",
        seats=(
            Chair("Presidencia", "chair", "public", POL, post=MAYOR),
            Chair("Primera tenencia de alcaldía", "member", "public", POL, post=ECONOMY),
            Chair("Segunda tenencia de alcaldía", "member", "public", POL, post=COOPERATION),
        ),
        sessions=(
            Session(-30, "", "held", "Casa consistorial", ("Viaje institucional a las Jornadas de Eurocities sobre clima",), present="aaa",
                decided=(Decided("Autorizar el viaje a las Jornadas de Eurocities sobre clima", "assent", None, "done", "officer", -20, item=1,
                    note="Viaje realizado; el informe está pendiente."),)),
            Session(-9, "Extraordinaria", "held", "Casa consistorial", ("Convocatoria de subvenciones de cooperación",), kind="extraordinary", present="aax",
                decided=(Decided("Publicar la convocatoria de subvenciones de cooperación", "unanimous", None, "open", "contact COO", 25, item=1),)),
        )),
    Organ(COUNCIL, "council", "quarterly", "COO", "contact COO", COUNCIL_SOURCE,
        purpose="Participa en la política municipal de cooperación y aprueba las bases de la convocatoria.",
        basis="Reglamento del Consejo", is_public=True,
        seats=(
            Chair("Presidencia", "chair", "public", POL, post=COOPERATION),
            Chair("Secretaría", "secretary", "public", TEC, member="contact COO", has_vote=False),
            Chair("Coordinadora de ONGD", "vice_chair", "civil", TEC, stakeholder="Coordinadora asturiana de ONGD (ejemplo)"),
            Chair("Entidades de salud", "member", "civil", TEC, stakeholder="Salud sin Fronteras Gijón (ejemplo)"),
            Chair("Entidades de solidaridad con el pueblo saharaui", "member", "civil", TEC, stakeholder="Asociación de Amistad con el Pueblo Saharaui de Gijón (ejemplo)"),
            Chair("Universidad", "member", "academic", TEC, stakeholder="Universidad de Oviedo"),
            Chair("Administración autonómica", "guest", "public", POL, person="Marta Llaneza Olay", stakeholder="Principado de Asturias, Acción Exterior", has_vote=False, starts=-16),
            Chair("Movimiento vecinal", "member", "civil", "", stakeholder="Federación vecinal, comisión europea (ejemplo)", starts=-50, ends=-8),
        ),
        sessions=(
            Session(-100, "", "held", "Centro municipal integrado", ("Bases de la convocatoria", "Memoria del año anterior"), present="aaaaexan",
                minutes="Se presentan las bases, que se aprueban por unanimidad con dos enmiendas de las entidades.", approved=-20,
                papers=("Bases de la convocatoria",),
                decided=(
                    Decided("Aprobar las bases de la convocatoria de cooperación", "unanimous", None, "done", "contact COO", -70, item=1, note="Bases publicadas."),
                    Decided("Pedir criterios del CAD de la OCDE en la convocatoria", "voted", (5, 1, 1), "open", "contact COO", -12, item=1,
                        asks="Bases con criterios del CAD de la OCDE"),
                )),
            Session(-20, "", "held", "Centro municipal integrado", ("Lectura del acta", "Plan de acogida de verano"), present="aaeaaax",
                decided=(Decided("Mantener las plazas del programa de acogida de verano", "assent", None, "open", "", 60, item=2),)),
            Session(34, "", "convened", "Centro municipal integrado", ("Lectura del acta", "Propuesta de resolución de la convocatoria")),
        )),
    Organ("Grupo director de la estrategia", "steering", "quarterly", "INT", "officer", ILLUSTRATIVE,
        purpose="Dirige la estrategia, revisa su avance y propone correcciones.", basis="Resolución de la Alcaldía (ilustrativa)",
        seats=(
            Chair("Presidencia", "chair", "public", POL, post=MAYOR),
            Chair("Responsable político", "vice_chair", "public", POL, post=ECONOMY),
            Chair("Jefatura de la Oficina Internacional", "member", "public", TEC, post=HEAD),
            Chair("Secretaría técnica", "secretary", "public", TEC, member="officer", has_vote=False),
        ),
        sessions=(
            Session(-60, "", "held", "Alcaldía", ("Avance de la estrategia", "Transversalidad entre áreas"), present="aeaa",
                decided=(
                    Decided("Nombrar una persona de contacto internacional en cada área", "assent", None, "open", "lead", 40, item=2,
                        asks="Nombrar una persona de contacto internacional en cada área"),
                    Decided("Presentar el informe anual al Pleno", "assent", None, "none", "", None, item=1),
                )),
            Session(16, "", "convened", "Alcaldía", ("Avance de la estrategia", "Evaluación intermedia")),
        )),
    Organ("Comisión interdepartamental de acción exterior", "commission", "bimonthly", "INT", "officer", ILLUSTRATIVE,
        purpose="Coordina lo que las áreas hacen fuera y reparte las invitaciones y propuestas recibidas.", basis="Instrucción de la Alcaldía (ilustrativa)",
        seats=(
            Chair("Presidencia", "chair", "public", TEC, post=HEAD),
            Chair("Área de Medio Ambiente", "member", "public", TEC, member="contributor"),
            Chair("Área de Economía", "member", "public", TEC, member="contact ECO"),
            Chair("Área de Urbanismo", "member", "public", TEC, member="contact URB"),
            Chair("Área de Cultura", "member", "public", TEC, member="contact CUL"),
            Chair("Área de Cooperación", "member", "public", TEC, member="contact COO"),
        ),
        sessions=(
            Session(-75, "", "held", "Oficina Internacional", ("Calendario compartido de viajes", "Registro único"), present="aaaxaa",
                decided=(Decided("Crear un registro único de viajes y delegaciones", "unanimous", None, "open", "officer", 15, item=2,
                    asks="Crear un registro único de viajes y delegaciones"),)),
            Session(-14, "", "held", "Oficina Internacional", ("Formación en proyectos europeos",), present="aaeaaa"),
            Session(45, "", "convened", "Oficina Internacional", ("Propuestas recibidas",)),
        )),
    Organ("Foro Gijón en el mundo", "forum", "yearly", "PAR", "observer", ILLUSTRATIVE,
        purpose="Escucha una vez al año a la ciudadanía y a los agentes sobre la acción exterior.", is_public=True,
        seats=(
            Chair("Apertura", "chair", "public", POL, post=MAYOR),
            Chair("Sector empresarial", "member", "private", TEC, stakeholder="Clúster del mar y la energía (ejemplo)"),
            Chair("Puerto", "member", "public", TEC, stakeholder="Autoridad Portuaria de Gijón"),
            Chair("Universidad", "member", "academic", TEC, stakeholder="Universidad de Oviedo"),
            Chair("Diáspora", "member", "civil", "", stakeholder="Talento de Gijón en Bruselas (ejemplo)"),
            Chair("Medios", "member", "media", "", stakeholder="Radio Puerto (ejemplo)"),
        ),
        sessions=(Session(-160, "Segundo foro anual", "held", "Palacio de congresos", ("Presentación de la estrategia", "Mesas de trabajo"), present="aaaxaa"),)),
    Organ("Grupo de trabajo de fondos europeos", "working_group", "monthly", "INT", "officer", ILLUSTRATIVE,
        purpose="Prepara candidaturas y reparte tareas entre las áreas.",
        seats=(
            Chair("Coordinación", "chair", "public", TEC, member="officer"),
            Chair("Innovación", "member", "public", TEC, member="contact INN"),
            Chair("Medio Ambiente", "member", "public", TEC, member="contributor"),
            Chair("Agencia regional", "guest", "public", TEC, stakeholder="Agencia de desarrollo económico regional (ejemplo)", has_vote=False),
        ),
        sessions=(
            Session(-33, "", "held", "Oficina Internacional", ("Próximas convocatorias",), present="aaax",
                decided=(Decided("Preparar una candidatura a URBACT con el puerto", "assent", None, "dropped", "officer", -5, item=1, note="La convocatoria se aplaza."),)),
            Session(-3, "", "cancelled", "Oficina Internacional", ("Reparto de tareas",)),
        )),
    Organ("Mesa de hermanamientos", "working_group", "half_yearly", "INT", "officer", ILLUSTRATIVE,
        purpose="Reúne a quienes sostienen los hermanamientos de la ciudad.",
        seats=(
            Chair("Coordinación", "chair", "public", TEC, member="officer"),
            Chair("Comité de Niort", "member", "public", TEC, person="Claire Fontanel", stakeholder="Ayuntamiento de Niort", starts=-40),
            Chair("Cultura", "member", "public", TEC, member="contact CUL"),
            Chair("Juventud", "member", "public", TEC, member="contact JUV", starts=-20),
        ),
        sessions=(Session(-130, "", "held", "Ateneo municipal", ("Cincuenta años con Niort",), present="aeaa"),)),
)  # fmt: skip
