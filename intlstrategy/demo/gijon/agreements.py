"""What Gijón has signed. Twinnings are published, with the days that are known; everything else is invented."""

from datetime import date

from intlstrategy.demo.told import Signed

SOURCE = "Ilustrativo: convenio inventado"
TWINNED = "Hermanamiento publicado en cope.es, migijon.com y cmx.es"
CONVENIO, PROTOCOL, NON_NORMATIVE, TWINNING, SPONSORSHIP = (
    "Convenio administrativo", "Protocolo general", "Acuerdo internacional no normativo", "Carta de hermanamiento", "Patrocinio",
)  # fmt: skip
DAY_UNKNOWN = "El día de la firma no consta en la fuente"

AGREEMENTS = (
    Signed(
        title="Hermanamiento con Albuquerque", kind="twinning", with_=("Ayuntamiento de Albuquerque",), nature=TWINNING,
        signed=date(1977, 5, 9), source=TWINNED, dimension="socio-cultural",
        statuses=(("dormant", -60, "Sin actividad, según la prensa; la fecha es orientativa"),),
        review=45,
    ),
    Signed(
        title="Hermanamiento con Niort", kind="twinning", with_=("Ayuntamiento de Niort",), nature=TWINNING, source=TWINNED,
        public_note=DAY_UNKNOWN, dimension="socio-cultural", statuses=(("in_force", -120, ""),), served=(3, 1),
        duties=(("Preparar el acto del aniversario", 80, False),),
    ),
    Signed(
        title="Hermanamiento con Puerto Vallarta", kind="twinning", with_=("Ayuntamiento de Puerto Vallarta",), nature=TWINNING,
        source=TWINNED, public_note=f"Firmado en 1987. {DAY_UNKNOWN}", dimension="socio-cultural",
        statuses=(("dormant", -48, "La ciudad no responde"),), review=-20,
    ),
    Signed(
        title="Hermanamiento con Novorosíisk", kind="twinning", with_=("Ayuntamiento de Novorossiysk",), nature=TWINNING, source=TWINNED,
        dimension="political", owner="lead",
        statuses=(("suspended", date(2022, 2, 24), "Por la guerra; la fecha es la del comienzo de la invasión de Ucrania"),),
    ),
    Signed(
        title="Hermanamiento con La Habana", kind="twinning", with_=("Gobierno Provincial de La Habana",), nature=TWINNING, source=TWINNED,
        public_note=f"Firmado en 1994. {DAY_UNKNOWN}", dimension="cooperation", department="COO", statuses=(("in_force", -120, ""),),
        brief="Es el más activo; conviene ordenar las peticiones que llegan por fuera de la comisión mixta. Ilustrativo.",
        ours=(("Proyectos de agua y vivienda (ilustrativo)", "money", 42000),), theirs=(("Personal técnico y locales (ilustrativo)", "kind", 15000),),
        served=(4, 1),
    ),
    Signed(
        title="Acuerdo con la Universidad y el Jardín Botánico de La Habana", kind="thematic", with_=("Universidad de La Habana", "Jardín Botánico Nacional de Cuba"),
        source=TWINNED, public_note=f"Firmado en 2003. {DAY_UNKNOWN}", matter="Botánica y formación", dimension="cooperation", department="COO",
        statuses=(("in_force", -120, ""),),
    ),
    Signed(
        title="Hermanamiento con la Wilaya de Smara", kind="twinning", with_=("Wilaya de Smara",), nature=TWINNING, source=TWINNED,
        public_note=DAY_UNKNOWN, dimension="cooperation", department="COO", statuses=(("in_force", -120, ""),),
    ),
    Signed(
        title="Hermanamiento con Santa Tecla", kind="twinning", with_=("Alcaldía de Santa Tecla",), nature=TWINNING, source="Previsto en 2010, publicado en cope.es y migijon.com",
        dimension="cooperation", department="COO", statuses=(("proposed", date(2010, 12, 31), "Previsto en 2010; la fecha es la del final de ese año"),),
    ),
    Signed(
        signed_by="Alcaldía-Presidencia", title="Convenio con la Universidad de Oviedo para prácticas internacionales", kind="cooperation", with_=("Universidad de Oviedo",), nature=CONVENIO,
        signed=-45, ends=3, renewal="express", decided_by="Junta de Gobierno", matter="Educación", dimension="socio-cultural",
        subject="Prácticas de estudiantes en la oficina internacional y en las ciudades hermanas.",
        ours=(("Becas de viaje", "money", 18000),), theirs=(("Tutoría académica", "kind", 9000), ("Bolsas Erasmus+", "money", 24000)),
        duties=(("Memoria anual de seguimiento", 25, False),), served=(3, 2),
    ),
    Signed(
        title="Alianza público-privada para la promoción del puerto atlántico", kind="partnership", with_=("Autoridad Portuaria de Gijón", "Naviera Arco Atlántico (ejemplo)"),
        nature=CONVENIO, signed=-14, ends=34, renewal="express", decided_by="Pleno del Ayuntamiento", matter="Puerto y economía azul", dimension="economic",
        subject="Misiones comerciales y presencia conjunta en ferias del Arco Atlántico.",
        ours=(("Misiones comerciales", "money", 30000), ("Espacio en la feria de muestras", "kind", 12000)),
        theirs=(("Aportación de la Autoridad Portuaria", "money", 60000), ("Fletes y logística", "kind", 45000)),
        served=(3, 1),
    ),
    Signed(
        title="Memorando de entendimiento con Nantes sobre la transición ecológica", kind="memorandum", with_=("Ayuntamiento de Nantes",), nature=NON_NORMATIVE,
        signed=-22, ends=2, renewal="tacit", renewal_months=24, decided_by="Junta de Gobierno", matter="Clima y energía", dimension="environmental",
        subject="Intercambio de personal técnico y proyecto común en la próxima convocatoria URBACT.", unmet=("registro",), review=30,
        served=(2, 1),
    ),
    Signed(
        title="Protocolo general con Viana do Castelo", kind="friendship", with_=("Ayuntamiento de Viana do Castelo",), nature=PROTOCOL,
        signed=-30, ends=18, decided_by="Alcaldía", matter="Cultura marinera", dimension="socio-cultural",
        extended=(("Prórroga por tres años", -6, 30),),
    ),
    Signed(
        title="Convenio de acogida de verano con las familias", kind="cooperation", with_=("Wilaya de Smara",), nature=CONVENIO, signed=-50, ends=-2,
        decided_by="Junta de Gobierno", matter="Infancia", dimension="cooperation", department="COO",
        ours=(("Viajes y seguros", "money", 21000),), theirs=(("Acompañamiento", "kind", None),),
    ),
    Signed(
        title="Patrocinio del festival de cine atlántico", kind="sponsorship", with_=("Astilleros del Musel (ejemplo)",), nature=SPONSORSHIP, signed=-4, ends=8,
        matter="Cultura", dimension="socio-cultural", theirs=(("Patrocinio", "money", 15000),),
    ),
    Signed(
        title="Acuerdo con Brest sobre investigación marina", kind="thematic", with_=("Ayuntamiento de Brest", "Universidad de Nantes"), matter="Mar e investigación",
        dimension="economic", statuses=(("negotiating", -3, ""),), subject="Borrador en revisión por ambas partes.",
        brief="Brest pide exclusividad en el ámbito de la acuicultura. Ilustrativo.",
    ),
    Signed(
        title="Hermanamiento de los clubes de remo con Cork", kind="friendship", with_=("Ayuntamiento de Cork",), signed=-96, dimension="socio-cultural",
        matter="Deporte", statuses=(("community", -20, "Lo llevan los clubes; el Ayuntamiento solo acompaña"),),
    ),
)  # fmt: skip
