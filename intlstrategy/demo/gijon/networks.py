"""The networks that Gijón is in. That it is in two of them is published; every fee, day, use and brief is invented."""

from intlstrategy.demo.gijon.organisation import ECONOMY, MAYOR
from intlstrategy.demo.told import Given, Joined

SOURCE = "Ilustrativo: ni la pertenencia ni las cifras son un dato del Ayuntamiento"
FIGURES = "Cifras ilustrativas"
PUBLISHED = "Pertenencia publicada en elcomercio.es; las cuotas, los días y los usos son ilustrativos"

NETWORKS = (
    Joined(
        network="Eurocities", category="full", source=PUBLISHED, lead=MAYOR, owner="lead", served=(2, 1),
        fees=(7400, 7400, 7100), days=(34, 31, 22),
        purpose="Hacerse oír en Bruselas junto a otras ciudades medianas y aprender de las que van por delante en clima y vivienda.",
        brief="La cuota sube cada año; conviene negociar un tramo para ciudades de menos de 300.000 habitantes. Ilustrativo.",
        groups=(("Foro de medio ambiente (ilustrativo)", ("contributor", "officer")), ("Foro de asuntos sociales (ilustrativo)", ("contact COO",))),
        gave=(
            Given(title="Guía de compra verde para ayuntamientos (ilustrativo)", kind="guide", months=-5, useful=4, used_by=("MED", "HAC")),
            Given(title="Socios para una candidatura de vivienda (ilustrativo)", kind="project", months=-11, useful=3, used_by=("URB",)),
            Given(title="Curso de redacción de propuestas (ilustrativo)", kind="training", months=-16, useful=4, used_by=("INT", "INN", "ECO")),
            Given(title="Boletín mensual (ilustrativo)", kind="visibility", months=-2, useful=2),
        ),
        review=60,
    ),
    Joined(
        network="Ciudades Atlánticas", category="founding", source=PUBLISHED, lead=MAYOR, owner="officer", served=(2, 1),
        fees=(5200, 5200, 5000), days=(46, 58, 25),
        purpose="Una voz de las ciudades del Arco Atlántico: puertos, energía y una estrategia marítima europea que cuente con ellas.",
        public_note="Diecisiete ciudades. Antes se llamaba Conferencia de Ciudades del Arco Atlántico; Gijón es miembro fundador y tiene una vicepresidencia.",
        roles=(("vice_presidency", "Vicepresidencia", MAYOR, None),),
        groups=(("Puertos y descarbonización (ilustrativo)", ("contributor", "contact INN")),),
        gave=(
            Given(title="Posición común sobre la estrategia atlántica (ilustrativo)", kind="influence", months=-8, useful=4, used_by=("INT", "ECO")),
            Given(title="Contactos para el piloto de suministro a buques (ilustrativo)", kind="contact", months=-13, useful=5, used_by=("MED", "INN")),
            Given(title="Intercambio de técnicos de urbanismo (ilustrativo)", kind="training", months=-4, useful=4, used_by=("URB",)),
        ),
        review=-10,
    ),
    Joined(
        network="Federación Española de Municipios y Provincias", category="full", lead=ECONOMY, owner="officer",
        fees=(9800, 9600, 9400), days=(6, 8, 7), dimension="political",
        purpose="Información jurídica y una vía común ante el Estado.",
        gave=(Given(title="Modelo de convenio de hermanamiento (ilustrativo)", kind="guide", months=-14, useful=3, used_by=("INT",)),),
    ),
    Joined(
        network="Fondo asturiano de cooperación municipal (ejemplo)", category="associate", owner="contact COO", department="COO",
        fees=(6000, 6000, 6000), days=(3, 2, 2), dimension="cooperation",
        purpose="Reunir las ayudas de varios municipios en proyectos mayores. Nadie ha usado aún lo que ofrece.",
        gave=(Given(title="Catálogo de proyectos (ilustrativo)", kind="guide", months=-9),),
        review=30,
    ),
)  # fmt: skip
