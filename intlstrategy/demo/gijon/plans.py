"""What stands beside the strategy: the city plan, the master plans, what is done outside, what is proposed."""

from intlstrategy.demo.gijon import communication, cooperation, europe, leadership, promotion
from intlstrategy.demo.gijon.organisation import COOPERATION, MAYOR
from intlstrategy.demo.told import Axis, Objective, Told

STRATEGY = (leadership.AXIS, europe.AXIS, promotion.AXIS, cooperation.AXIS, communication.AXIS)
CITY_PLAN = [
    ("Ciudad abierta y conectada", ["Proyección exterior", "Conectividad y puerto"]),
    ("Ciudad verde y saludable", ["Neutralidad climática", "Calidad del aire"]),
    ("Ciudad que cuida", ["Cohesión social", "Ciudadanía global"]),
]
# Where the strategy wants the city’s relations to be: place, share in per cent, why. Illustrative, as its text is.
PRIORITIES = (
    ("european_union", 60, "Redes, proyectos europeos y ciudades del Arco Atlántico"),
    ("latin_america", 25, "Emigración asturiana, hermanamientos y cooperación"),
    ("northern_africa", 10, "Vecindad y solidaridad con el pueblo saharaui"),
    ("US", None, "Diáspora asturiana"),
)
# Objectives of the strategy and the goals of the city plan that they serve, by their place there.
SERVED = {(2, 1): (1, 1), (3, 1): (1, 1), (3, 2): (2, 1), (4, 3): (3, 2)}

MASTER_COOPERATION = (
    Axis(
        title="Solidaridad con agenda", sponsor=COOPERATION, lead="COO",
        text="Concentrar la ayuda en pocos sectores y medir lo que cambia.",
        objectives=(
            Objective(
                title="Agua y saneamiento", text="Acceso seguro al agua en las zonas donde ya se trabaja.", targets=("6.1",),
                actions=(
                    Told(
                        title="Abastecimiento rural con contraparte municipal", lead="COO",
                        starts=-15, ends=260, status="on_track", progress=45, priority="high", also=((4, 2),), targets=("6.1", "6.b"),
                        text="Tres sistemas de agua gestionados por comités locales, con formación de dos años para su mantenimiento.",
                        reason="Las obras anteriores fallaron al segundo año por falta de quien las mantuviera.",
                    ),
                ),
            ),
            Objective(
                title="Igualdad y derechos de las mujeres", text="Que cada proyecto diga qué cambia para ellas.", targets=("5.5",),
                actions=(
                    Told(
                        title="Fondo para organizaciones de mujeres", lead="COO",
                        starts=-11, ends=28, status="at_risk", progress=38, with_=("PAR",), targets=("5.5",),
                        text="Línea propia dentro de la convocatoria para organizaciones pequeñas, con formulario breve y acompañamiento.",
                        reason="Las entidades grandes ganan siempre en los baremos pensados para ellas.",
                    ),
                ),
            ),
        ),
    ),
    Axis(
        title="Acción humanitaria", sponsor=COOPERATION, lead="COO",
        text="Responder pronto y por quien ya está allí.",
        objectives=(
            Objective(
                title="Fondo de emergencia", text="Dinero disponible y un procedimiento de tres días.",
                actions=(
                    Told(
                        title="Convenio marco con agencias humanitarias", lead="COO",
                        starts=-6, ends=130, with_=("HAC",), targets=("11.5",),
                        text="Acuerdo de cuatro años con dos agencias para transferir ayuda en las setenta y dos horas siguientes a una emergencia.",
                        reason="La última ayuda tardó cuatro meses en llegar.",
                    ),
                ),
            ),
        ),
    ),
)  # fmt: skip
MASTER_EUROPE = (
    Axis(
        title="Participar en redes y foros", sponsor=MAYOR, lead="INT",
        text="Menos redes, con un encargo claro en cada una.",
        objectives=(
            Objective(
                title="Grupos de trabajo europeos", text="Una persona, un grupo, una nota por reunión.",
                actions=(
                    Told(
                        title="Revisión anual de cuotas y resultados de cada red", lead="INT",
                        starts=-12, ends=16, status="on_track", progress=50, with_=("HAC",), also=((2, 1),), targets=("17.16",),
                        text="Ficha por red con cuota, días de trabajo, resultados y propuesta de seguir o dejarla. Se eleva a la comisión de acción exterior.",
                        reason="Se sigue en algunas redes por inercia.",
                    ),
                ),
            ),
            Objective(
                title="Representación en Bruselas", text="Presencia compartida y con agenda.",
                actions=(
                    Told(
                        title="Estancias técnicas en la oficina regional de Bruselas", lead="INT",
                        starts=-8, ends=270, status="on_track", progress=33, with_=("ECO",), also=((1, 2),),
                        text="Cuatro estancias de un mes al año en la oficina de la comunidad autónoma, con un encargo de seguimiento normativo.",
                        reason="Conocer a quien redacta la convocatoria ayuda más que leerla.",
                    ),
                ),
            ),
        ),
    ),
    Axis(
        title="Difundir la actividad europea", sponsor=MAYOR, lead="COM",
        text="Un calendario que todo el mundo pueda consultar.",
        objectives=(
            Objective(
                title="Calendario europeo de la ciudad", text="Convocatorias, plazos y actos en un solo sitio.",
                actions=(
                    Told(
                        title="Agenda pública de convocatorias y actos europeos", lead="COM",
                        starts=-5, ends=95, status="on_track", progress=60, with_=("INT", "INN"), also=((5, 1),), targets=("16.10",),
                        text="Calendario en la web municipal, con suscripción por tema y aviso quince días antes de cada plazo.",
                        reason="Las entidades se enteran por la prensa cuando el plazo ya ha pasado.",
                    ),
                ),
            ),
        ),
    ),
)  # fmt: skip
OUTSIDE = (
    Told(
        title="Recepción de una delegación cultural no prevista", lead="CUL",
        starts=-2, ends=40, status="on_track", progress=50, priority="low", with_=("ALC",),
        text="Visita de cinco días de una orquesta juvenil, con concierto en el teatro municipal y recepción en el Ayuntamiento.",
        reason="La invitación llegó después de aprobarse el plan y no podía esperar al año siguiente.",
    ),
    Told(
        title="Carta de apoyo a una candidatura universitaria", lead="INT",
        starts=-1, ends=-8, status="completed", progress=100, priority="low",
        text="Carta firmada por la Alcaldía para una alianza de universidades europeas, con el compromiso de ceder un espacio.",
        reason="Cuesta poco y une a la universidad con los proyectos de la ciudad.",
    ),
    Told(
        title="Hermanamiento: acto por el aniversario con Niort", lead="ALC",
        starts=3, ends=170, status="not_started", progress=0, with_=("INT", "CUL"), targets=("17.16",),
        text="Exposición conjunta, visita de una delegación escolar y firma de un programa de trabajo para dos años.",
        reason="Un aniversario es la ocasión para decidir si el hermanamiento sigue y para qué.",
    ),
)  # fmt: skip
PROPOSALS = [
    # title, department, what, why, why it was returned
    (
        "Visita técnica sobre residuos a una ciudad atlántica",
        "MED",
        "Visita de tres días con dos técnicas y la empresa municipal de limpieza.",
        "Aprender de la recogida selectiva de otra ciudad portuaria antes de renovar el contrato.",
        "",
    ),
    (
        "Jornada sobre playas y cambio climático",
        "MED",
        "Jornada de un día con tres ciudades atlánticas en la escuela de hostelería.",
        "Las tres preparan su plan de playas este año.",
        "Diga qué ciudades han confirmado y cuánto costaría la interpretación.",
    ),
    (
        "Taller de subtitulado para cine europeo",
        "CUL",
        "Curso de fin de semana para treinta jóvenes durante el festival.",
        "Acerca las lenguas europeas a quien no las estudia.",
        "",
    ),
]
