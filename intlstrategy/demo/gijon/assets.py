"""What Gijón can put on the table. The things exist; who uses what is invented, and so are those marked as examples."""

from intlstrategy.demo.told import Resource

SOURCE = "Ilustrativo: el uso no es un dato del Ayuntamiento"

ASSETS = (
    Resource(
        name="Puerto de El Musel", kind="port", holder="Autoridad Portuaria de Gijón", department="ECO", owner="contact ECO", dimension="economic",
        description="Puerto de graneles y contenedores con suelo para energías marinas.", actions=("Piloto de suministro eléctrico a buques",),
        agreements=("Alianza público-privada para la promoción del puerto atlántico",), missions=("Misión empresarial a Nantes y Saint-Nazaire",), networks=("Ciudades Atlánticas",),
    ),
    Resource(
        name="Campus universitario", kind="university", holder="Universidad de Oviedo", department="INN", owner="contact INN", dimension="socio-cultural",
        description="Ingenierías, marina civil y turismo.", agreements=("Convenio con la Universidad de Oviedo para prácticas internacionales",), missions=("Delegación universitaria de Nantes",),
    ),
    Resource(
        name="Festival de cine", kind="festival", holder="Festival de cine del Atlántico (ejemplo)", department="CUL", owner="contact CUL", dimension="socio-cultural",
        description="Cine independiente y una mirada propia al Atlántico.", actions=("Festival de cine: convenio con festivales europeos",), agreements=("Patrocinio del festival de cine atlántico",),
    ),
    Resource(
        name="Comunidad gijonesa en Bruselas", kind="diaspora", holder="Talento de Gijón en Bruselas (ejemplo)", dimension="european",
        description="Profesionales que abren puertas y explican cómo funciona aquello.", actions=("Censo voluntario de la emigración gijonesa",), missions=("Jornadas de Eurocities sobre clima",),
    ),
    Resource(
        name="Gestión del agua y saneamiento", kind="know_how", department="COO", owner="contact COO", dimension="cooperation",
        description="Técnicos con experiencia en potabilización y en proyectos con contrapartes.", served=((4, 1),), agreements=("Hermanamiento con La Habana",),
    ),
    Resource(
        name="Clúster de la economía azul", kind="cluster", holder="Clúster del mar y la energía (ejemplo)", department="INN", owner="contact INN", dimension="economic",
        description="Empresas de energía, naval y datos del mar.", actions=("Proyecto INTERREG de economía azul",),
    ),
    Resource(name="Recinto ferial", kind="venue", department="ECO", owner="contact ECO", dimension="economic", description="Salas para congresos de hasta mil personas."),
    Resource(name="Universidad Laboral", kind="heritage", department="CUL", owner="contact CUL", dimension="socio-cultural", description="Conjunto monumental con teatro, escuelas y centro de arte."),
    Resource(name="Jardín botánico atlántico", kind="know_how", department="MED", owner="contributor", dimension="environmental", description="Colecciones de las dos orillas del Atlántico y escuela de jardinería."),
    Resource(name="Sidra y cocina marinera", kind="brand", holder="Sidra para el Mundo, S. Coop. (ejemplo)", department="ECO", owner="contact ECO", dimension="economic", description="Producto con nombre y con gente que lo sabe contar."),
)  # fmt: skip
