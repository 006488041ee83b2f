from intlstrategy.demo.gijon.organisation import ECONOMY
from intlstrategy.demo.told import Axis, Objective, Told

AXIS = Axis(
    title="Europa más allá de los fondos", sponsor=ECONOMY, lead="INT",
    text="Estar donde se decide la política urbana europea, y no solo donde se reparten fondos.",
    objectives=(
        Objective(
            title="Voz de la ciudad en las redes europeas", targets=("17.16",), agenda=("10.2",),
            text="Elegir pocas redes, trabajar en ellas y volver con algo.",
            actions=(
                Told(
                    title="Participar en los grupos de trabajo de Eurocities", lead="INT",
                    starts=-33, ends=390, status="on_track", progress=66, priority="high", with_=("MED", "INN"), targets=("17.16",),
                    text="Tres grupos con una persona técnica asignada en cada uno: medio ambiente, economía y transformación digital. Tras cada reunión se envía una nota de una página a las áreas.",
                    reason="La cuota solo compensa si lo que se aprende llega a quien puede aplicarlo.",
                ),
                Told(
                    title="Ejercer la vicepresidencia de Ciudades Atlánticas", lead="INT",
                    starts=-30, ends=75, status="on_track", progress=72, priority="high", with_=("ALC",), also=((5, 3),), agenda=("10.2",),
                    text="Preparar las reuniones de la mesa, coordinar el grupo de puertos y presentar la posición común ante las instituciones europeas.",
                    reason="Es el puesto de mayor peso que tiene la ciudad fuera: permite poner el Atlántico urbano en la agenda.",
                ),
                Told(
                    title="Acoger la reunión anual de Ciudades Atlánticas", lead="INT",
                    starts=-22, ends=-330, status="completed", progress=100, priority="high", with_=("COM", "ECO", "CUL"),
                    text="Sede, programa y acogida de las delegaciones, con visita al puerto y encuentro con la universidad. La memoria y las conclusiones están adjuntas.",
                    reason="Recibir a las ciudades socias da a conocer la nuestra y acerca la red a las áreas que no viajan.",
                ),
                Told(
                    title="Responder a las consultas de la Comisión con la posición de la ciudad", lead="INT",
                    starts=-20, ends=-9, status="at_risk", progress=35, with_=("URB",), targets=("16.7",),
                    text="Seguir el calendario de consultas públicas, elegir cuatro al año y responder con un documento visado por el área competente.",
                    reason="Las normas europeas se escriben antes de llegar a la ciudad. Responder es la forma más barata de influir.",
                ),
            ),
        ),
        Objective(
            title="Proyectos europeos con sentido de ciudad", targets=("11.a", "9.5"), agenda=("7.1",),
            text="Ir a las convocatorias con las prioridades del plan, y no al revés.",
            actions=(
                Told(
                    title="Presentar cada año dos candidaturas alineadas con el plan", lead="INT",
                    starts=-33, ends=30, status="on_track", progress=58, priority="high", with_=("ECO", "HAC"),
                    text="En enero se eligen con las áreas las convocatorias del año. Cada candidatura lleva una ficha que dice a qué objetivo sirve y quién la gestionará si se aprueba.",
                    reason="Un proyecto que no responde a ninguna prioridad consume equipo y deja poco cuando acaba.",
                ),
                Told(
                    title="Red URBACT sobre comercio de proximidad", lead="ECO",
                    starts=-17, ends=190, status="on_track", progress=50, with_=("INT", "URB"), targets=("8.3",), agenda=("5.1",),
                    text="Grupo local con asociaciones de comerciantes y vecinos, tres visitas a ciudades socias y un plan de acción para dos barrios.",
                    reason="El comercio de barrio pierde locales. La red permite comparar medidas que otras ciudades ya han probado.",
                ),
                Told(
                    title="Proyecto INTERREG de economía azul", lead="INN",
                    starts=-14, ends=300, status="at_risk", progress=30, priority="high", with_=("ECO", "MED"), targets=("9.5", "14.a"), agenda=("9.1",),
                    text="Laboratorio con empresas y universidad para probar sensores en el litoral y tratar los datos del puerto. La contratación del laboratorio va con tres meses de retraso.",
                    reason="La ciudad quiere empleo ligado al mar, y el espacio atlántico es el socio natural.",
                ),
                Told(
                    title="Movilidades Erasmus+ para personal municipal", lead="CUL",
                    starts=-10, ends=420, status="on_track", progress=40, priority="low", also=((1, 2),), targets=("4.4",),
                    text="Estancias de una semana en ayuntamientos socios para doce personas al año, con plan de trabajo y presentación al volver.",
                    reason="Ver cómo trabaja otra administración cambia más que un curso.",
                ),
            ),
        ),
        Objective(
            title="Europa cerca de la ciudadanía", targets=("4.7",), agenda=("10.4",),
            text="Que se note en la calle y en las aulas que la ciudad es europea.",
            actions=(
                Told(
                    title="Semana de Europa en torno al 9 de mayo", lead="INT",
                    starts=-31, ends=180, status="on_track", progress=75, with_=("CUL", "JUV", "COM"), agenda=("10.4",),
                    text="Programa de diez días con centros educativos, asociaciones y consulados: puertas abiertas, debates, cine y feria de programas europeos.",
                    reason="Es la actividad europea más conocida en la ciudad, y por la que mucha gente joven se acerca por primera vez.",
                ),
                Told(
                    title="Europa en las aulas: visitas a centros de secundaria", lead="CUL",
                    starts=-14, ends=200, status="on_track", progress=52, with_=("JUV",), targets=("4.7",),
                    text="Sesiones de dos horas en quince institutos, con personas que han participado en programas europeos. Cada centro recibe material y una ficha de evaluación.",
                    reason="Quien conoce los programas antes de los dieciocho los usa después.",
                ),
                Told(
                    title="Concurso escolar sobre ciudades europeas", lead="JUV",
                    starts=-10, ends=-40, status="delayed", progress=15, priority="low",
                    text="Concurso por equipos con una ciudad asignada a cada centro. Las bases están redactadas y falta el convenio con la entidad que aporta el premio.",
                    reason="Llega a los cursos a los que no llegan las visitas y deja un trabajo que se puede enseñar.",
                ),
            ),
        ),
    ),
)  # fmt: skip
