from intlstrategy.demo.gijon.organisation import COOPERATION
from intlstrategy.demo.told import Axis, Objective, Told

AXIS = Axis(
    title="Cooperación al desarrollo como política pública", sponsor=COOPERATION, lead="COO",
    text="Una cooperación planificada, evaluada y abierta a nuevos agentes.",
    objectives=(
        Objective(
            title="Convocatoria clara y evaluable", targets=("17.2", "10.b"),
            text="Que las entidades sepan qué se pide, y el Ayuntamiento qué se consiguió.",
            actions=(
                Told(
                    title="Convocatoria anual de proyectos de ONGD", lead="COO",
                    starts=-33, ends=50, status="on_track", progress=63, priority="high", with_=("HAC",), targets=("17.2",),
                    text="Publicación en el primer trimestre, resolución antes del verano y pago anticipado. El consejo informa la propuesta de resolución.",
                    reason="Las entidades planifican con un año de antelación: una fecha fija vale tanto como el importe.",
                ),
                Told(
                    title="Bases con criterios del CAD de la OCDE", lead="COO",
                    starts=-22, ends=-300, status="completed", progress=100, priority="high",
                    text="Nueva baremación con pertinencia, coherencia, eficacia, eficiencia, impacto y sostenibilidad, y códigos de sector en cada proyecto.",
                    reason="Permite comparar años y comunicar la ayuda sin rehacer las cuentas.",
                ),
                Told(
                    title="Evaluación externa de tres proyectos al año", lead="COO",
                    starts=-20, ends=-12, status="at_risk", progress=33, also=((1, 3),), targets=("17.19",),
                    text="Se eligen por sorteo entre los terminados con más de cuarenta mil euros. El informe se presenta en el consejo con la respuesta de la entidad.",
                    reason="Sin evaluación, la memoria solo cuenta lo gastado.",
                ),
            ),
        ),
        Objective(
            title="Nuevos agentes", targets=("17.17", "6.a"),
            text="Abrir la cooperación a la empresa, la universidad y otros municipios.",
            actions=(
                Told(
                    title="Colaboración público-privada con empresas de agua", lead="COO",
                    starts=-10, ends=430, status="not_started", progress=5, with_=("MED", "ECO"), targets=("6.a", "17.17"),
                    text="Asistencia técnica de la empresa municipal de aguas a dos servicios de abastecimiento, con personal propio y materiales cedidos.",
                    reason="El saber técnico de la ciudad vale más que la subvención que puede dar.",
                ),
                Told(
                    title="Universidad y cooperación técnica", lead="COO",
                    starts=-14, ends=230, status="on_track", progress=42, with_=("CUL",),
                    text="Prácticas y trabajos de fin de máster en proyectos apoyados por la ciudad, con dos becas de estancia al año.",
                    reason="La universidad aporta evaluación y continuidad; los proyectos, un sitio donde aprender.",
                ),
                Told(
                    title="Red de municipios cooperantes de Asturias", lead="COO",
                    starts=-30, ends=350, status="on_track", progress=57, with_=("INT",), agenda=("10.2",),
                    text="Reunión semestral y ficha común de proyecto para que varios concejos apoyen la misma intervención.",
                    reason="Los concejos pequeños tienen voluntad y no tienen equipo.",
                ),
            ),
        ),
        Objective(
            title="Educación para la ciudadanía global", targets=("4.7", "12.8"), agenda=("10.4",),
            text="Que la cooperación empiece en los centros educativos y en los barrios.",
            actions=(
                Told(
                    title="Programa de centros educativos por la Agenda 2030", lead="CUL",
                    starts=-14, ends=205, status="on_track", progress=50, with_=("COO", "MED"), targets=("4.7", "12.8"),
                    text="Veinte centros trabajan un objetivo por curso con una entidad de la ciudad, y lo presentan en una muestra común.",
                    reason="El profesorado pide acompañamiento, no más materiales.",
                ),
                Told(
                    title="Vacaciones en paz con familias de acogida", lead="COO",
                    starts=-30, ends=300, status="on_track", progress=68, priority="high", with_=("JUV",), targets=("3.8",),
                    text="Acogida en verano de niñas y niños saharauis, con revisión médica, actividades y seguro a cargo del Ayuntamiento.",
                    reason="Es el programa de cooperación más querido por las familias y mantiene vivo el hermanamiento.",
                ),
            ),
        ),
    ),
)  # fmt: skip
