from intlstrategy.demo.gijon.organisation import MAYOR
from intlstrategy.demo.told import Axis, Objective, Told

AXIS = Axis(
    title="Comunicación y participación", sponsor=MAYOR, lead="COM",
    text="Que la ciudad sepa qué se hace fuera y para qué sirve.",
    objectives=(
        Objective(
            title="Contarlo bien", targets=("16.10",), agenda=("10.4",),
            text="Menos notas de prensa y más explicaciones.",
            actions=(
                Told(
                    title="Página pública de la acción exterior", lead="COM",
                    starts=-22, ends=-160, status="completed", progress=100, priority="high", with_=("INN",), also=((1, 3),), targets=("16.10",),
                    text="Portada con los objetivos, las redes, los hermanamientos y los viajes, en lectura fácil y en inglés.",
                    reason="Antes había que saber en qué área buscar cada cosa.",
                ),
                Told(
                    title="Boletín trimestral internacional", lead="COM",
                    starts=-19, ends=340, status="on_track", progress=55, with_=("INT",),
                    text="Cuatro páginas con convocatorias abiertas, resultados y agenda. Lo reciben seiscientas personas y entidades.",
                    reason="Las convocatorias llegan tarde a quien podría aprovecharlas.",
                ),
                Told(
                    title="Memoria anual en lenguaje claro", lead="COM",
                    starts=-24, ends=35, status="on_track", progress=66, targets=("16.6",),
                    text="Treinta páginas con cifras, un mapa y cinco historias contadas por quienes participaron. Se presenta en el Pleno y en los centros municipales.",
                    reason="El informe técnico solo lo leen quienes lo escriben.",
                ),
                Told(
                    title="Campaña sobre proyectos con fondos europeos", lead="COM",
                    starts=-10, ends=-45, status="cancelled", progress=10, priority="low",
                    text="Carteles y vídeos cortos en los lugares donde se ha invertido dinero europeo. Se cancela y su presupuesto pasa a la memoria anual.",
                    reason="La normativa ya obliga a señalizar; una campaña propia repetía el mensaje.",
                ),
            ),
        ),
        Objective(
            title="Participación en la acción exterior", targets=("16.7",), agenda=("10.2",),
            text="Que las entidades y la ciudadanía opinen antes, y no después.",
            actions=(
                Told(
                    title="Reactivar el consejo local de cooperación", lead="PAR",
                    starts=-21, ends=3, status="at_risk", progress=40, priority="high", with_=("COO",), also=((4, 1),), targets=("16.7",), agenda=("10.2",),
                    text="Nuevo reglamento, renovación de miembros y tres sesiones al año con orden del día acordado. Falta designar a dos representantes de los grupos.",
                    reason="El consejo informa las bases de la convocatoria: si no se reúne, todo se retrasa.",
                ),
                Told(
                    title="Mesa de agentes internacionales de la ciudad", lead="PAR",
                    starts=-10, ends=320, status="on_track", progress=35, with_=("INT", "ECO"),
                    text="Encuentro semestral de puerto, universidad, cámara, consulados, festivales y casas regionales para compartir calendario.",
                    reason="Todas esas entidades viajan y reciben visitas. Saberlo a tiempo permite hacerlo juntas.",
                ),
                Told(
                    title="Consulta ciudadana sobre prioridades europeas", lead="PAR",
                    starts=-8, ends=65, status="not_started", progress=0, with_=("COM",),
                    text="Cuestionario en línea y en seis centros municipales, con devolución pública de los resultados en el mes siguiente.",
                    reason="Las prioridades se han fijado hasta ahora desde dentro.",
                ),
            ),
        ),
        Objective(
            title="Compartir con otras ciudades", targets=("17.9",), agenda=("10.4",),
            text="Aprender y enseñar con método, todos los años.",
            actions=(
                Told(
                    title="Intercambio anual de buenas prácticas con ciudades atlánticas", lead="INT",
                    starts=-22, ends=310, status="on_track", progress=60, with_=("CUL", "MED"), also=((2, 1),), targets=("17.6",),
                    text="Dos jornadas en línea y una visita por año sobre un tema elegido por las áreas, con conclusiones públicas.",
                    reason="Copiar lo que funciona ahorra meses, siempre que alguien lo haya escrito.",
                ),
                Told(
                    title="Ficha abierta de cada buena práctica", lead="INT",
                    starts=-1, ends=330, priority="low", targets=("17.9",),
                    text="Modelo de dos páginas con problema, coste, resultado y errores, en español y en inglés, con licencia abierta.",
                    reason="Las buenas prácticas se cuentan en congresos y después se pierden.",
                ),
            ),
        ),
    ),
)  # fmt: skip
