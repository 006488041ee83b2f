"""Meetings and calls of Gijón: all of them are invented, so are those who took part."""

from intlstrategy.demo.told import Met, Promised

SOURCE = "Ilustrativo: reunión inventada"

ENGAGEMENTS = (
    Met("Preparación de los cincuenta años de relación", "meeting", -40, "Gijón", (("Claire Fontanel", "Ayuntamiento de Niort"),), 4,
        "Definir un programa común para el próximo año escolar.",
        "Acuerdo sobre dos intercambios: institutos de formación profesional y bibliotecas.",
        "Niort atraviesa un cambio de gobierno municipal; conviene esperar a firmar.",
        (Promised("Enviar la propuesta de calendario", "ours", 12), Promised("Confirmar los institutos participantes", "theirs", 25))),
    Met("Llamada de presentación de la nueva alcaldesa", "call", -120, "", (("Hélène Brossard", "Ayuntamiento de Niort"),), 5,
        "", "Interés en una visita institucional en primavera.", "", (Promised("Proponer fechas para la visita", "ours", -15),)),
    Met("Seguimiento del proyecto de agua", "video", -25, "", (("Rolando Aguirre Peñalver", "Gobierno Provincial de La Habana"), ("Yamila Ortega Duvergel", "Gobierno Provincial de La Habana")), 4,
        "Revisar el estado de la segunda fase.", "La obra avanza; falta el informe técnico.",
        "Hay retrasos en aduanas que no constan en los informes.", (Promised("Remitir el informe técnico", "theirs", -5), Promised("Gestionar la carta de apoyo ante la Agencia", "ours", 20))),
    Met("Asamblea de la red y reuniones bilaterales", "event", -190, "Rennes", (("Inés Cabrales Rey", "Ciudades Atlánticas"), ("Aoife Kinsella", "Ayuntamiento de Cork")), 4,
        "", "Se propone un grupo de trabajo sobre economía azul.", "", (Promised("Enviar candidatura al grupo de trabajo", "ours", -60, kept=True),)),
    Met("Reunión sobre la convocatoria de ciudades", "meeting", -70, "Bruselas", (("Tomás Quirós Valdés", "Comisión Europea, Dirección General de Política Regional y Urbana"),), 3,
        "Conocer las prioridades de la próxima convocatoria.", "Prioridad a ciudades medianas con plan local aprobado.", "", ()),
    Met("Coordinación con el Principado", "meeting", -10, "Oviedo", (("Marta Llaneza Olay", "Principado de Asturias, Acción Exterior"),), 4,
        "", "Se acuerda compartir el calendario de viajes institucionales.", "", (Promised("Compartir el calendario trimestral", "theirs", 10),)),
    Met("Visita de trabajo sobre acogida saharaui", "meeting", -150, "Gijón", (("Fatma Brahim Lehbib", "Wilaya de Smara"),), 5,
        "Preparar el programa de acogida de verano.", "Se mantienen las plazas del año anterior.", "", ()),
    Met("Reunión preparatoria de Eurocities", "video", 12, "", (("Pieter Vandermolen", "Eurocities"),), None,
        "Preparar la intervención de la alcaldía.", "", "", ()),
)  # fmt: skip
