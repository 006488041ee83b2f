"""What others propose to Gijón. All of it is invented, the people with their addresses too."""

from intlstrategy.demo.told import Asked

SOURCE = "Ilustrativo: propuesta inventada"
WELCOME = (
    "La ciudad escucha propuestas de otras ciudades, redes, universidades, empresas y asociaciones. "
    "No puede pagar viajes ni patrocinios por esta vía."
)
APPROACHES = (
    # New, by the public form
    Asked(
        title="Visita de estudiantes de arquitectura naval", kind="visit", days=1, channel="form", sender="École navale de Lorient (ejemplo)", place="Lorient",
        country="FR", contact=("Maël Kerguelen (ejemplo)", "mael@lorient.test"), decider="lead", due=29,
        asked="Somos veinte estudiantes y dos profesoras. Querríamos conocer el puerto y el dique en la primera semana de mayo, y **hablar con quien lleva el piloto de suministro eléctrico**.",
    ),
    Asked(
        title="Invitación a un foro de ciudades con playa urbana", kind="invitation", days=2, channel="form", sender="Câmara de Praia Nova (ejemplo)", place="Praia Nova",
        country="PT", contact=("Rita Bragança (ejemplo)", "rita@praianova.test"), decider="lead", due=12,
        asked="Invitamos a la ciudad a contar cómo gestiona la playa de San Lorenzo. La organización paga el alojamiento de una persona.",
    ),
    Asked(
        title="Carta de apoyo a una candidatura de capital verde", kind="letter", days=4, sender="Stadt Grünhafen (ejemplo)", place="Grünhafen", country="DE",
        contact=("Jörg Alster (ejemplo)", "jorg@gruenhafen.test"), due=3, asked="Pedimos una carta de apoyo de una página, firmada por la Alcaldía, antes de fin de mes.",
    ),
    # Being judged, one of them late
    Asked(
        title="Hermanamiento con una ciudad industrial polaca", kind="twinning", days=38, channel="letter", sender="Miasto Nowa Stocznia (ejemplo)", place="Nowa Stocznia",
        country="PL", contact=("Agnieszka Wójt (ejemplo)", "agnieszka@nowastocznia.test"), decider="cabinet", due=-5, served=(1, 1),
        asked="Proponen un hermanamiento: las dos ciudades vivieron del astillero y del acero, y buscan cómo contarlo a los jóvenes.",
        judged=(("officer", (3, 3, 1, 2, 3, 2, 3, 3)), ("lead", (2, 3, 1, 1, 2, 3, 2, 3))), note="Encaja en la línea de posicionamiento, pero pide dos días al mes.",
    ),
    Asked(
        title="Socio para un proyecto URBACT sobre comercio de barrio", kind="partnership", days=16, with_="Secretariado de URBACT", decider="lead", due=9, served=(2, 1),
        asked="Buscan una ciudad de tamaño medio para una red de transferencia de dos años. Hay que responder antes de la convocatoria.",
        judged=(("officer", (4, 4, 2, 4, 3, 3, 3, 3)),), note="Es justo lo que dice el objetivo de redes.",
    ),
    # Accepted: two became something, one did not yet
    Asked(
        title="Visita de la alcaldesa de Viana do Castelo", kind="visit", days=47, with_="Ayuntamiento de Viana do Castelo", decider="cabinet", due=-30,
        asked="La alcaldesa querría conocer el puerto y hablar de energía eólica marina.", served=(1, 1),
        judged=(("officer", (4, 3, 3, 4, 3, 4, 3, 4)), ("lead", (3, 3, 3, 4, 3, 3, 2, 4))), note="Relación antigua y un interés común claro.", decided="accepted",
        decided_after=9, reason="Refuerza la relación atlántica, y la ciudad tiene experiencia que contar.", answer="Será un placer recibir a la alcaldesa. La oficina propondrá un programa de dos días.",
        mission="Visita de la alcaldesa de Viana do Castelo",
    ),
    Asked(
        title="Memorando sobre la transición ecológica", kind="partnership", days=700, channel="meeting", with_="Ayuntamiento de Nantes", decider="lead", asked="Nantes propone trabajar juntos en residuos y movilidad.",
        decided="accepted", decided_after=20, reason="Responde al eje europeo y no exige gasto nuevo.", agreement="Memorando de entendimiento con Nantes sobre la transición ecológica",
    ),
    Asked(
        title="Ponente para una jornada sobre memoria industrial", kind="speaker", days=25, sender="Museo del Carbón de Valdeluz (ejemplo)", place="Valdeluz", country="ES",
        contact=("Ofelia Rivas (ejemplo)", "ofelia@valdeluz.test"), decider="lead", due=-2, asked="Piden una ponencia de media hora, en línea.", judged=(("officer", (3, 2, 4, 3, 1, 2, 3, 4)),),
        decided="accepted", decided_after=12, reason="Cuesta poco y muestra el trabajo del archivo.", answer="Con mucho gusto. La persona responsable del archivo se pondrá en contacto.",
    ),
    # Declined and withdrawn
    Asked(
        title="Patrocinio de una vuelta a vela", kind="other", days=120, sender="Regata Norte (ejemplo)", place="Nantes", country="FR", contact=("Didier Lemoine (ejemplo)", "didier@regata.test"),
        decider="lead", due=-95, asked="Piden 60.000 € y el amarre gratuito de doce barcos.", judged=(("officer", (1, 1, 0, 1, 1, 1, 2, 1)), ("lead", (1, 0, 0, 1, 0, 1, 1, 1))),
        note="No responde a ningún objetivo.", decided="declined", decided_after=21, reason="No responde a ningún objetivo de la estrategia y su coste no está presupuestado.",
        answer="Agradecemos la propuesta. La estrategia de la ciudad no prevé patrocinios deportivos en el exterior.",
    ),
    Asked(
        title="Recepción de una coral", kind="reception", days=900, channel="letter", sender="Coro Alba (ejemplo)", place="Braga", country="PT", contact=("Joana Lima (ejemplo)", "joana@coroalba.test"),
        decider="cabinet", asked="Piden que la Alcaldía reciba a la coral.", decided="withdrawn", decided_after=15, reason="La coral cambió la fecha y retiró la propuesta.",
    ),
)  # fmt: skip
