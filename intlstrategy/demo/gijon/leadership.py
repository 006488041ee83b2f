from intlstrategy.demo.gijon.organisation import MAYOR
from intlstrategy.demo.told import Axis, Objective, Told

AXIS = Axis(
    title="Liderazgo político y transversalidad", sponsor=MAYOR, lead="INT",
    text="La acción exterior pivota sobre la Alcaldía e implica a todas las áreas.",
    objectives=(
        Objective(
            title="Una política pública dirigida y compartida", targets=("17.14",), agenda=("10.2",),
            text="Que la Alcaldía marque el rumbo y cada área sepa qué parte le toca.",
            actions=(
                Told(
                    title="Reunir cada trimestre la comisión de acción exterior de todas las áreas", lead="ALC",
                    starts=-30, ends=400, status="on_track", progress=62, priority="high", with_=("INT", "ECO", "COO"),
                    targets=("17.14",), agenda=("10.2",),
                    text="La Alcaldía convoca a una persona por área cada tres meses. Se revisan los compromisos, las candidaturas en preparación y los viajes previstos, y se levanta acta con encargos y fechas.",
                    reason="Hoy cada área actúa fuera por su cuenta y el Ayuntamiento se entera tarde. Una mesa estable evita duplicidades y reparte el trabajo.",
                ),
                Told(
                    title="Nombrar una persona de contacto internacional en cada área", lead="INT",
                    starts=-30, ends=-600, status="completed", progress=100, priority="high",
                    text="Cada dirección designa a una persona titular y a otra suplente. La oficina las forma en una jornada y mantiene la lista al día.",
                    reason="Sin una cara conocida en cada unidad, las fichas de seguimiento no vuelven y las propuestas se pierden.",
                ),
                Told(
                    title="Incluir la acción exterior en el plan estratégico de ciudad", lead="ALC",
                    starts=-20, ends=60, status="at_risk", progress=55, with_=("INT",), also=((5, 2),),
                    text="Redactar el capítulo de proyección exterior del plan de ciudad y enlazar cada objetivo de esta estrategia con una meta del plan. El borrador está en consulta con las áreas.",
                    reason="Lo que no está en el plan de ciudad compite cada año por el presupuesto desde cero.",
                ),
            ),
        ),
        Objective(
            title="Capacidades municipales para actuar fuera",
            text="Personas formadas, procedimientos escritos y memoria de lo hecho.",
            actions=(
                Told(
                    title="Formar a los equipos en redacción de proyectos europeos", lead="INT",
                    starts=-20, ends=210, status="on_track", progress=48, with_=("HAC",), targets=("17.9",), agenda=("10.3",),
                    text="Dos cursos al año de veinte horas, con casos reales de la ciudad y una sesión de justificación económica. Participan técnicos de todas las áreas y de las empresas municipales.",
                    reason="Las candidaturas se redactan con prisa y con apoyo externo. Con equipos propios se llega antes y se justifica mejor.",
                ),
                Told(
                    title="Crear un registro único de viajes y delegaciones", lead="INT",
                    starts=-14, ends=-150, status="completed", progress=100, priority="high", also=((1, 3),), targets=("16.6",),
                    text="Una sola ficha por viaje o visita, con objetivo, participantes, coste y compromisos. La oficina la abre y el área la completa en los quince días siguientes.",
                    reason="Preguntas sencillas, como cuántas veces se ha visitado una ciudad y qué salió de ello, no tenían respuesta.",
                ),
                Told(
                    title="Manual de protocolo para delegaciones recibidas", lead="ALC",
                    starts=-9, ends=-23, status="delayed", progress=20, priority="low", with_=("INT", "COM"),
                    text="Guía breve con tipos de visita, precedencias, obsequios, interpretación y ficha de preparación. Falta validar el capítulo de presupuesto con Hacienda.",
                    reason="Cada recepción se improvisa, y el trato que recibe una delegación depende de quién esté de turno.",
                ),
            ),
        ),
        Objective(
            title="Presupuesto visible de la acción exterior", targets=("16.6",), agenda=("10.3",),
            text="Saber cuánto se gasta fuera, en qué y con qué resultado.",
            actions=(
                Told(
                    title="Identificar en el presupuesto municipal cada partida de acción exterior", lead="HAC",
                    starts=-22, ends=45, status="on_track", progress=70, with_=("INT",), agenda=("10.3",),
                    text="Marcar con un código propio las aplicaciones de todas las áreas que financian acción exterior. El listado se actualiza al cerrar cada trimestre.",
                    reason="Parte del gasto exterior está en cultura, turismo o cooperación, y nadie puede sumarlo.",
                ),
                Told(
                    title="Publicar el coste de cada viaje institucional", lead="COM",
                    starts=-10, ends=380, status="on_track", progress=45, with_=("ALC", "HAC"), targets=("16.10",),
                    text="En el mes siguiente al viaje se publican el motivo, las personas, el gasto por concepto y los acuerdos alcanzados.",
                    reason="La desconfianza hacia los viajes se combate con datos. Publicarlos siempre evita que se pidan uno a uno.",
                ),
            ),
        ),
    ),
)  # fmt: skip
