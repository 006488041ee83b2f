"""Missions and visits of Gijón. The assembly of May 2025 is published; the others, and every cost, are invented."""

from datetime import date

from intlstrategy.demo.gijon.organisation import COOPERATION, ECONOMY, MAYOR
from intlstrategy.demo.told import Promised, Travelled

SOURCE = "Ilustrativo: misión inventada"
BOARD = "Junta de Gobierno Local"
OUT, IN, ONLINE = "outgoing", "incoming", "online"
NIORT, HAVANA, SMARA = "Ayuntamiento de Niort", "Gobierno Provincial de La Habana", "Wilaya de Smara"
ATLANTIC = "Ciudades Atlánticas"

MISSIONS = (
    Travelled(
        title="Asamblea de Ciudades Atlánticas en Gijón", direction=IN, starts=date(2025, 5, 14), length=2, place="Gijón", country="ES",
        with_=(ATLANTIC,), posts=(MAYOR,), network=ATLANTIC, dimension="european", department="INT", served=(2, 1),
        purpose="Reunir en Gijón a la red en su vigesimoquinto año.",
        public_note="La asamblea de la red, de diecisiete ciudades, se reunió en Gijón los días 14 y 15 de mayo de 2025.",
        report="Ilustrativo: el informe no está publicado.", is_public=True, source="Publicado en elcomercio.es; lo demás es ilustrativo",
    ),
    # Lately, and still to be reported
    Travelled(
        title="Jornadas de Eurocities sobre clima", direction=OUT, starts=-24, length=3, place="Bruselas", country="BE",
        people=(("Pieter Vandermolen", "Eurocities"),), posts=(MAYOR,), members=("officer", "contributor"), network="Eurocities", dimension="european",
        decided=BOARD, ceiling=2600, notice=True, served=(2, 1),
        purpose="Presentar el piloto de suministro eléctrico a buques y buscar socios.",
        costs=(("travel", "Tres vuelos", 900, 1310, ""), ("lodging", "Dos noches", 840, 960, ""), ("allowance", "Dietas", 480, 480, ""), ("fees", "Inscripción", 300, 300, "")),
        programme=(
            (0, "09:30", "Llegada y reunión con la oficina regional", "Bruselas", "Principado de Asturias, Acción Exterior"),
            (1, "10:00", "Foro de medio ambiente", "Sede de Eurocities", "Eurocities"),
            (1, "17:00", "Encuentro con residentes gijoneses", "Bruselas", "Talento de Gijón en Bruselas (ejemplo)"),
            (2, "09:00", "Reunión sobre la próxima convocatoria", "Bruselas", "Comisión Europea, Dirección General de Política Regional y Urbana"),
        ),
        promised=(Promised("Enviar la ficha del piloto a las ciudades interesadas", "ours", 8), Promised("Invitar a Gijón al grupo sobre puertos", "theirs", 40)),
        brief="El coste del viaje se disparó por comprar tarde los billetes.",
    ),
    Travelled(
        title="Visita técnica a la planta de residuos de Nantes", direction=OUT, starts=-9, length=2, place="Nantes", country="FR", with_=("Ayuntamiento de Nantes",),
        members=("contributor",), department="MED", owner="contributor", agreement="Memorando de entendimiento con Nantes sobre la transición ecológica", dimension="environmental",
        decided=BOARD, ceiling=1200, purpose="Ver cómo separan y reutilizan antes de redactar el pliego.",
        costs=(("travel", "Tren y avión", 420, 398, ""), ("lodging", "Una noche", 110, 104, ""), ("allowance", "Dietas", 120, None, "")),
    ),
    Travelled(
        title="Delegación de La Habana: seguimiento del proyecto de agua", direction=IN, starts=-30, length=4, place="Gijón", country="ES", with_=(),
        people=(("Yamila Ortega Duvergel", HAVANA), ("Rolando Aguirre Peñalver", HAVANA)), posts=(COOPERATION,), members=("contact COO",), department="COO", owner="contact COO",
        agreement="Hermanamiento con La Habana", dimension="cooperation", decided=BOARD, ceiling=3800, served=(4, 1),
        purpose="Cerrar la segunda fase del proyecto y visitar la planta potabilizadora.",
        costs=(("lodging", "Cuatro noches", 1200, 1180, ""), ("hospitality", "Comidas de trabajo", 600, 540, ""), ("travel", "Vuelos", 2400, 2400, HAVANA)),
        gifts=(("received", "Grabado de un taller de La Habana Vieja", 60, HAVANA, "Vitrina de la alcaldía"), ("given", "Libro sobre el puerto", 25, HAVANA, "")),
        results="Acta de seguimiento firmada; queda pendiente el informe técnico.", promised=(Promised("Remitir los planos de la segunda fase", "theirs", 5),),
    ),
    # Ahead
    Travelled(
        title="Firma del programa bienal con Niort", direction=OUT, starts=18, length=3, place="Niort", country="FR", people=(("Hélène Brossard", NIORT), ("Claire Fontanel", NIORT)),
        posts=(MAYOR,), members=("lead", "cabinet"), owner="lead", agreement="Hermanamiento con Niort", decided=BOARD, ceiling=3200, notice=False, served=(3, 1), dimension="socio-cultural",
        purpose="Acordar dos años de intercambios de institutos y bibliotecas.",
        costs=(("travel", "Tren y coche", 900, None, ""), ("lodging", "Dos noches", 780, None, ""), ("gifts", "Regalo institucional", 90, None, "")),
        programme=((0, "12:00", "Recepción en el ayuntamiento", "Niort", NIORT), (1, "09:30", "Visita a dos institutos", "Niort", ""), (1, "18:00", "Firma y acto público", "Niort", NIORT)),
        brief="Niort pide aplazar el programa deportivo; no conviene insistir.",
    ),
    Travelled(
        title="Visita de la alcaldesa de Viana do Castelo", direction=IN, starts=33, length=2, place="Gijón", country="ES", with_=("Ayuntamiento de Viana do Castelo",), posts=(MAYOR,), members=("officer",),
        agreement="Protocolo general con Viana do Castelo", purpose="Preparar la candidatura conjunta sobre patrimonio naval.", decided=BOARD, ceiling=1500, dimension="socio-cultural",
        costs=(("lodging", "Dos noches", 420, None, ""), ("hospitality", "Cena institucional", 350, None, "")),
    ),
    Travelled(
        title="Feria atlántica de energías marinas", direction=OUT, starts=52, length=3, place="Saint-Nazaire", country="FR", with_=("Naviera Arco Atlántico (ejemplo)",), posts=(ECONOMY,), members=("contact ECO",),
        department="ECO", owner="contact ECO", purpose="Acompañar a seis pymes y ofrecer el puerto.", dimension="economic", notice=False,
        costs=(("fees", "Espacio en la feria", 2800, None, ""), ("travel", "Dos vuelos", 700, None, ""), ("fees", "Parte de las empresas", 1800, None, "Cámara de Comercio de Gijón")),
    ),
    Travelled(
        title="Consejo de la vicepresidencia de Ciudades Atlánticas", direction=ONLINE, starts=11, members=("officer",), posts=(MAYOR,), people=(("Inés Cabrales Rey", ATLANTIC),), network=ATLANTIC, dimension="european",
        purpose="Preparar el plan de trabajo del año.",
    ),
    # Reported
    Travelled(
        title="Misión empresarial a Nantes y Saint-Nazaire", direction=OUT, starts=-96, length=4, place="Nantes y Saint-Nazaire", country="FR", with_=("Ayuntamiento de Nantes", "Cámara de Comercio de Gijón"), posts=(ECONOMY,), members=("contact ECO", "officer"),
        department="ECO", owner="contact ECO", decided=BOARD, ceiling=9000, notice=True, dimension="economic", served=(3, 1), is_public=True,
        purpose="Abrir mercado a ocho empresas de la economía azul.", results="Veintidós entrevistas, dos acuerdos de colaboración.",
        costs=(("travel", "Vuelos y autobús", 3200, 3050, ""), ("lodging", "Tres noches", 2600, 2540, ""), ("interpreting", "Intérprete", 900, 900, ""), ("fees", "Salas", 1200, 1200, "Cámara de Comercio de Gijón")),
        report="Informe remitido a la Junta; se propone repetir cada dos años.", public_note="Ocho empresas de la ciudad mantuvieron veintidós entrevistas.",
    ),
    Travelled(
        title="Asamblea general de Eurocities", direction=OUT, starts=-170, length=3, place="Braga", country="PT", with_=("Eurocities",), posts=(MAYOR,), members=("lead",), owner="lead", network="Eurocities", dimension="european", decided=BOARD, ceiling=2400, notice=True,
        purpose="Votar el plan estratégico de la red.", costs=(("travel", "Coche oficial", 260, 240, ""), ("lodging", "Dos noches", 640, 655, ""), ("fees", "Inscripción", 900, 900, "")),
        results="Se aprueba la tarifa reducida para ciudades medianas.", report="Nota de dos páginas a la alcaldía.", is_public=True,
    ),
    Travelled(
        title="Comité sobre puertos atlánticos", direction=OUT, starts=-215, length=2, place="Brest", country="FR", with_=("Ayuntamiento de Brest", ATLANTIC), members=("contributor",), department="MED", owner="contributor", network=ATLANTIC, dimension="environmental",
        decided=BOARD, ceiling=900, purpose="Acordar indicadores comunes de emisiones.", costs=(("travel", "Vuelo", 380, 402, ""), ("lodging", "Una noche", 120, 118, "")), results="Cinco indicadores comunes.", report="Resumen enviado al grupo.",
    ),
    Travelled(
        title="Delegación de Smara: acogida de verano", direction=IN, starts=-150, length=3, place="Gijón", country="ES", people=(("Fatma Brahim Lehbib", SMARA),), posts=(COOPERATION,), members=("contact COO",), department="COO", owner="contact COO",
        agreement="Hermanamiento con la Wilaya de Smara", dimension="cooperation", decided=BOARD, ceiling=1500, purpose="Preparar la llegada de los niños y niñas y agradecer a las familias.",
        costs=(("hospitality", "Acto con las familias", 700, 690, ""), ("lodging", "Dos noches", 300, 280, "")), gifts=(("received", "Alfombra tejida en los campamentos", 120, SMARA, "Centro municipal de La Arena"),),
        results="Se mantienen las plazas del año anterior.", report="Informe al consejo de cooperación.", is_public=True,
    ),
    Travelled(
        title="Congreso de ciudades creativas", direction=OUT, starts=-260, length=3, place="París", country="FR", with_=("UNESCO, Red de Ciudades Creativas",), members=("contact CUL",), department="CUL", owner="contact CUL", dimension="socio-cultural",
        purpose="Conocer los requisitos de una candidatura.", costs=(("travel", "Vuelo", 240, 265, ""), ("lodging", "Dos noches", 330, 360, "")), results="La candidatura pide tres años de preparación.", report="Nota técnica.",
    ),
    Travelled(
        title="Visita del consulado: empresas francesas", direction=IN, starts=-64, place="Gijón", country="ES", with_=("Embajada de Francia en España",), posts=(ECONOMY,), members=("contact ECO",), department="ECO", owner="contact ECO", dimension="economic",
        purpose="Presentar la oficina de acogida a la inversión.", costs=(("hospitality", "Comida", 320, 298, ""),), results="Dos empresas piden información.", report="Nota de una página.",
    ),
    Travelled(
        title="Seminario en línea sobre vivienda asequible", direction=ONLINE, starts=-75, with_=("Eurocities",), members=("contact URB",), department="URB", owner="contact URB", network="Eurocities", dimension="european",
        purpose="Comparar ordenanzas con otras cinco ciudades.", results="Se adopta la ficha de seguimiento de Gante.", report="Presentación archivada.",
    ),
    Travelled(
        title="Escuela de verano de proyectos europeos", direction=OUT, starts=-130, length=4, place="Cork", country="IE", people=(("Aoife Kinsella", "Ayuntamiento de Cork"),), members=("officer", "contact INN"), dimension="european", decided=BOARD, ceiling=3000, served=(2, 2),
        purpose="Formar a dos personas en redacción de propuestas.", costs=(("fees", "Matrículas", 900, 900, ""), ("travel", "Vuelos", 620, 640, ""), ("lodging", "Tres noches", 980, 1010, "")),
        results="Borrador de una candidatura INTERREG.", report="Memoria de aprendizaje compartida con las áreas.",
    ),
    Travelled(
        title="Viaje de la concejalía a los campamentos saharauis", direction=OUT, starts=-310, length=5, place="Tinduf", country="DZ", people=(("Fatma Brahim Lehbib", SMARA),), posts=(COOPERATION,), members=("contact COO",), department="COO", owner="contact COO", notice=True,
        agreement="Hermanamiento con la Wilaya de Smara", dimension="cooperation", decided=BOARD, ceiling=4200, served=(4, 1), purpose="Ver los proyectos financiados y las condiciones de acogida.",
        costs=(("travel", "Vuelos", 2600, 2550, ""), ("allowance", "Dietas", 500, 480, ""), ("travel", "Traslados en el terreno", 400, 400, SMARA)),
        results="Se detecta la falta de material escolar.", report="Informe y reportaje fotográfico.", is_public=True,
    ),
    Travelled(
        title="Delegación universitaria de Nantes", direction=IN, starts=-110, length=2, place="Gijón", country="ES", with_=("Universidad de Nantes", "Universidad de Oviedo"), members=("contact INN",), department="INN", owner="contact INN", dimension="economic",
        purpose="Prácticas cruzadas en empresas del mar.", costs=(("hospitality", "Café y comida", 180, 172, ""),), results="Cuatro plazas para el próximo curso.", report="Acta.",
    ),
    Travelled(
        title="Jornada de ciudades iberoamericanas", direction=OUT, starts=-400, length=3, place="Madrid", country="ES", with_=("Organización de Estados Iberoamericanos",), members=("lead",), owner="lead", decided=BOARD, ceiling=700,
        purpose="Presentar la estrategia de la ciudad.", costs=(("travel", "Tren", 140, 140, ""), ("lodging", "Dos noches", 260, 270, "")), results="Contacto con tres ciudades.", report="Nota.",
    ),
    Travelled(
        title="Recepción de la tripulación del buque escuela", direction=IN, starts=-205, place="Gijón", country="ES", with_=("Embajada de Cuba en España",), posts=(MAYOR,), members=("cabinet",), department="ALC", owner="cabinet",
        purpose="Cortesía institucional.", costs=(("hospitality", "Recepción", 450, 610, ""),), decided=BOARD, ceiling=500, gifts=(("received", "Metopa del buque", 40, "Embajada de Cuba en España", "Alcaldía"),), results="Acto con sesenta personas.", report="Ficha de protocolo.",
    ),
    Travelled(
        title="Taller en línea sobre Erasmus+ municipal", direction=ONLINE, starts=-55, with_=("Servicio Español para la Internacionalización de la Educación",), members=("contact JUV", "contact CUL"), department="JUV", owner="contact JUV", dimension="european",
        purpose="Preparar la acreditación.", results="Calendario de solicitud.", report="Acta.",
    ),
    Travelled(
        title="Intercambio de técnicos con Brest", direction=OUT, starts=-340, length=5, place="Brest", country="FR", with_=("Ayuntamiento de Brest",), members=("contact URB",), department="URB", owner="contact URB", network=ATLANTIC, dimension="environmental", decided=BOARD, ceiling=1800,
        purpose="Aprender de la reconversión de los diques.", costs=(("travel", "Vuelo", 360, 350, ""), ("lodging", "Cuatro noches", 620, 0, "Ayuntamiento de Brest")), results="Pliego modelo para el dique seco.", report="Memoria.",
    ),
    Travelled(
        title="Visita de estudio de Vilnius", direction=IN, starts=-280, length=2, place="Gijón", country="ES", with_=(), members=("officer",), dimension="european", purpose="Enseñar el servicio de movilidad a un grupo de técnicas y técnicos.",
        costs=(("hospitality", "Comida", 160, 150, ""),), results="Piden repetir en línea.", report="Nota.",
    ),
    # Called off
    Travelled(
        title="Viaje a Albuquerque por el aniversario del hermanamiento", direction=OUT, starts=-140, length=6, place="Albuquerque", country="US", with_=("Ayuntamiento de Albuquerque",), posts=(MAYOR,), members=("lead",), owner="lead", agreement="Hermanamiento con Albuquerque",
        purpose="Reactivar la relación.", costs=(("travel", "Vuelos", 3900, None, ""),), decided=BOARD, ceiling=8000, cancelled="La ciudad hermana no confirmó las fechas.", dimension="socio-cultural",
    ),
    Travelled(
        title="Foro de cooperación descentralizada", direction=OUT, starts=75, length=2, place="Barcelona", country="ES", with_=("Ciudades y Gobiernos Locales Unidos",), posts=(COOPERATION,), members=("contact COO",), department="COO", owner="contact COO", dimension="cooperation",
        purpose="Compartir la evaluación externa de proyectos.", costs=(("travel", "Tren", 260, None, ""), ("lodging", "Una noche", 130, None, "")),
    ),
)  # fmt: skip
