from intlstrategy.demo.gijon.organisation import ECONOMY
from intlstrategy.demo.told import Axis, Objective, Told

AXIS = Axis(
    title="Promoción y desarrollo de la ciudad", sponsor=ECONOMY, lead="ECO",
    text="Poner a trabajar en el exterior los recursos de la ciudad: puerto, universidad, empresa, cultura.",
    objectives=(
        Objective(
            title="Empresa local en el mundo", targets=("8.3", "17.11"), agenda=("7.1",),
            text="Acompañar a las empresas que dan el primer paso fuera.",
            actions=(
                Told(
                    title="Misión empresarial a la fachada atlántica francesa", lead="ECO",
                    starts=-9, ends=-60, status="completed", progress=100, priority="high", with_=("INT",), targets=("17.11",),
                    text="Doce empresas de metal, alimentación y servicios portuarios con agenda propia de reuniones en tres ciudades. Se hizo seguimiento a los treinta días.",
                    reason="Las pymes no viajan solas: la agenda institucional abre puertas que el correo no abre.",
                ),
                Told(
                    title="Bonos de internacionalización para pymes", lead="ECO",
                    starts=-20, ends=410, status="on_track", progress=60, priority="high", with_=("HAC",), targets=("8.3",), agenda=("7.1",),
                    text="Ayuda de hasta tres mil euros para estudio de mercado, traducción o certificaciones, con un tutor durante seis meses.",
                    reason="El primer gasto es el que frena: con poca cantidad se decide mucha empresa.",
                ),
                Told(
                    title="Oficina de acogida a inversión extranjera", lead="ECO",
                    starts=-8, ends=360, status="at_risk", progress=25, with_=("URB", "INN"),
                    text="Ventanilla única para suelo, licencias, personal y contacto con la universidad. Está pendiente el protocolo con la administración autonómica.",
                    reason="Quien quiere invertir pregunta en cuatro sitios y recibe cuatro respuestas.",
                ),
            ),
        ),
        Objective(
            title="Puerto y ciudad", targets=("7.2", "13.2", "14.1"), agenda=("3.2",),
            text="Que el puerto sea motivo de colaboración con otras ciudades, y menos emisiones.",
            actions=(
                Told(
                    title="Grupo de descarbonización de puertos atlánticos", lead="MED",
                    starts=-32, ends=400, status="on_track", progress=65, priority="high", with_=("INT", "URB"), targets=("13.2",), agenda=("3.2",),
                    text="Coordinar a seis ciudades portuarias para medir emisiones con el mismo método y compartir pliegos de suministro eléctrico a buques.",
                    reason="Un puerto solo no cambia las reglas de las navieras; seis con la misma exigencia, sí.",
                ),
                Told(
                    title="Piloto de suministro eléctrico a buques", lead="MED",
                    starts=-18, ends=12, status="at_risk", progress=55, priority="high", with_=("INN",), targets=("7.2", "11.6"), agenda=("2.4",),
                    text="Una toma en el muelle de cruceros durante una temporada, con medición de ruido y de emisiones antes y después. El transformador llegó con retraso.",
                    reason="El barrio que linda con el puerto pide datos. El piloto los da, y sirve de prueba para pedir financiación europea.",
                ),
                Told(
                    title="Inventario de emisiones del puerto y su entorno", lead="MED",
                    starts=-12, ends=-16, status="delayed", progress=70, with_=("URB",), targets=("13.2",),
                    text="Inventario anual de gases y partículas con la metodología del grupo atlántico. Faltan los datos de dos terminales para cerrarlo.",
                    reason="Sin punto de partida no se puede decir si el suministro eléctrico funciona.",
                ),
                Told(
                    title="Guía de compra verde para proyectos europeos", lead="MED",
                    starts=-1, ends=240, with_=("HAC",), priority="low", targets=("12.7",), agenda=("4.3",),
                    text="Cláusulas tipo y lista de comprobación para los contratos de los proyectos financiados por la Unión.",
                    reason="Cada proyecto vuelve a redactar las mismas cláusulas, y las auditorías las piden siempre.",
                ),
                Told(
                    title="Intercambio de técnicos con ciudades portuarias", lead="URB",
                    starts=-10, ends=220, status="not_started", progress=0, priority="low", also=((5, 3),),
                    text="Dos personas al año pasan dos semanas en el servicio equivalente de otra ciudad portuaria, y acogen a otras dos aquí.",
                    reason="Los problemas del borde entre puerto y ciudad se parecen mucho, y se aprenden sobre el terreno.",
                ),
            ),
        ),
        Objective(
            title="Turismo y cultura con proyección", targets=("8.9", "11.4"), agenda=("7.2",),
            text="Usar lo que ya distingue a la ciudad para que se la conozca fuera.",
            actions=(
                Told(
                    title="Festival de cine: convenio con festivales europeos", lead="CUL",
                    starts=-33, ends=330, status="on_track", progress=70, with_=("COM",),
                    text="Intercambio de programación, jurado y residencias con tres festivales de ciudades de tamaño parecido.",
                    reason="El festival es la actividad cultural que más prensa extranjera trae cada año.",
                ),
                Told(
                    title="Congreso atlántico de patrimonio industrial", lead="CUL",
                    starts=-10, ends=22, status="on_track", progress=80, with_=("URB", "ECO"), targets=("11.4",), agenda=("1.2",),
                    text="Tres días con ponencias, visitas a antiguas fábricas y taller con estudiantes. El programa está cerrado y la inscripción abierta.",
                    reason="La ciudad tiene mucho que contar sobre qué hacer con sus fábricas, y poco sitio donde contarlo.",
                ),
                Told(
                    title="Marca de ciudad en tres idiomas", lead="COM",
                    starts=-22, ends=-5, status="delayed", progress=60, with_=("ECO",),
                    text="Textos, fotografías y presentaciones en inglés, francés y español para uso de todas las áreas. Falta la revisión de la versión francesa.",
                    reason="Cada área presenta una ciudad distinta, y a menudo con una traducción automática.",
                ),
            ),
        ),
        Objective(
            title="Talento y diáspora",
            text="Mantener el trato con quien se fue, y facilitar la vuelta.",
            actions=(
                Told(
                    title="Censo voluntario de la emigración gijonesa", lead="PAR",
                    starts=-7, ends=370, status="not_started", progress=0, priority="low", with_=("INN",),
                    text="Formulario en línea con consentimiento expreso, difundido por los centros asturianos y las redes de antiguos alumnos.",
                    reason="Miles de personas de la ciudad trabajan fuera, y el Ayuntamiento no sabe dónde ni en qué.",
                ),
                Told(
                    title="Semana de retorno para jóvenes profesionales", lead="JUV",
                    starts=-16, ends=150, status="suspended", progress=30, priority="low",
                    text="Encuentros con empresas y centros de investigación en agosto, cuando vuelven de visita. Suspendida hasta tener el censo.",
                    reason="Muchas vueltas se deciden en una conversación de verano.",
                ),
            ),
        ),
    ),
)  # fmt: skip
