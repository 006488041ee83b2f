"""Whom Gijón deals with. Twinnings and networks are published; every other relation, and every appraisal, is illustrative.

Public bodies stand under their own names, since they exist; companies, associations and media are invented.
"""

from intlstrategy.demo.told import Known

TWINNED = "Hermanamiento publicado en cope.es y migijon.com; la valoración es ilustrativa"
PLANNED = "Hermanamiento previsto en 2010, publicado en cope.es y migijon.com; la valoración es ilustrativa"
NETWORKED = "Pertenencia publicada en elcomercio.es; la valoración es ilustrativa"
REAL = "Ilustrativo: el organismo existe; la relación y la valoración no son un dato del Ayuntamiento"
INVENTED = "Ilustrativo: entidad inventada"


GIJON, OVIEDO, MADRID, BRUSSELS = (43.53573, -5.66152), (43.36029, -5.84476), (40.41678, -3.70379), (50.84655, 4.35178)

STAKEHOLDERS = (
    # Twin cities
    Known("Ayuntamiento de Niort", "local_government", "public", "local", "FR", "Niort", (3, 4, 3), (3, 4, 4), TWINNED, "Ville de Niort", "both", (46.32381, -0.46458), ("fr",), "officer"),
    Known("Ayuntamiento de Albuquerque", "local_government", "public", "local", "US", "Albuquerque", (2, 1, 1), (2, 1, 1), TWINNED, "City of Albuquerque", "political", (35.08449, -106.65114), ("en",), "officer"),
    Known("Ayuntamiento de Puerto Vallarta", "local_government", "public", "local", "MX", "Puerto Vallarta", (2, 2, 2), (2, 1, 1), TWINNED, "", "political", (20.65341, -105.22533), ("es",), "officer"),
    Known("Ayuntamiento de Novorossiysk", "local_government", "public", "local", "RU", "Novorosíisk", (2, 2, 2), (1, 1, 1), TWINNED, "Новороссийск", "political", (44.72348, 37.76866), ("ru",), "lead"),
    Known("Gobierno Provincial de La Habana", "local_government", "public", "local", "CU", "La Habana", (4, 5, 4), (4, 5, 5), TWINNED, "", "both", (23.11359, -82.36660), ("es",), "officer"),
    Known("Wilaya de Smara", "local_government", "public", "local", "EH", "Smara", (2, 5, 3), (2, 5, 4), TWINNED, "ولاية السمارة", "political", None, ("ar", "es"), "contact COO"),
    Known("Alcaldía de Santa Tecla", "local_government", "public", "local", "SV", "Santa Tecla", (1, 2, 1), (1, 2, 1), PLANNED, "", "political", (13.67694, -89.27972), ("es",)),
    # Networks and associations of cities
    Known("Eurocities", "city_network", "public", "european", "BE", "Bruselas", (5, 4, 3), (5, 4, 4), NETWORKED, "", "both", BRUSSELS, ("en",), "lead"),
    Known("Ciudades Atlánticas", "city_network", "public", "european", "FR", "Rennes", (4, 5, 5), (5, 5, 5), NETWORKED, "Atlantic Cities", "both", None, ("en", "fr", "es", "pt"), "lead"),
    Known("Federación Española de Municipios y Provincias", "city_network", "public", "national", "ES", "Madrid", (4, 3, 3), (4, 3, 3), point=MADRID, owner="officer"),
    Known("Consejo de Municipios y Regiones de Europa", "city_network", "public", "european", "BE", "Bruselas", (3, 2, 2), (3, 3, 2), own_name="Council of European Municipalities and Regions", point=BRUSSELS, languages=("en", "fr")),
    Known("Ciudades y Gobiernos Locales Unidos", "city_network", "public", "global", "ES", "Barcelona", (3, 2, 1), (3, 2, 2), own_name="United Cities and Local Governments", point=(41.38506, 2.17340), languages=("en", "es", "fr")),
    Known("Fondo asturiano de cooperación municipal (ejemplo)", "city_network", "public", "supramunicipal", "ES", "Oviedo", (3, 4, 4), (3, 4, 4), INVENTED, point=OVIEDO, owner="contact COO"),
    # European institutions
    Known("Comisión Europea, Dirección General de Política Regional y Urbana", "eu_institution", "public", "european", "BE", "Bruselas", (5, 2, 2), (5, 3, 2), own_name="DG REGIO", point=BRUSSELS, languages=("en", "fr"), owner="officer"),
    Known("Comité Europeo de las Regiones", "eu_institution", "public", "european", "BE", "Bruselas", (4, 3, 2), (4, 3, 3), own_name="European Committee of the Regions", side="political", point=BRUSSELS, languages=("en", "es"), owner="lead"),
    Known("Parlamento Europeo, Oficina en España", "eu_institution", "public", "european", "ES", "Madrid", (4, 3, 2), (4, 3, 3), side="political", point=MADRID),
    Known("Secretariado de URBACT", "eu_institution", "public", "european", "FR", "París", (4, 4, 3), (4, 4, 4), own_name="URBACT", point=(48.85661, 2.35222), languages=("en", "fr"), owner="officer"),
    Known("Servicio Español para la Internacionalización de la Educación", "national_government", "public", "national", "ES", "Madrid", (4, 3, 3), (4, 3, 3), own_name="SEPIE", point=MADRID, owner="contact JUV"),
    # International organisations
    Known("ONU-Hábitat, Oficina en España", "international", "public", "global", "ES", "Madrid", (4, 2, 1), (4, 2, 2), own_name="UN-Habitat", point=MADRID, languages=("en", "es")),
    Known("Organización de Estados Iberoamericanos", "international", "public", "international", "ES", "Madrid", (3, 3, 2), (3, 3, 2), point=MADRID),
    Known("UNESCO, Red de Ciudades Creativas", "international", "public", "global", "FR", "París", (4, 2, 1), (4, 2, 1), own_name="UNESCO Creative Cities Network", point=(48.85661, 2.35222), languages=("en", "fr"), owner="contact CUL"),
    Known("Centro de Excelencia de Turismo Sostenible (ejemplo)", "international", "civil", "international", "PT", "Oporto", (2, 2, 1), (2, 3, 1), INVENTED, languages=("pt", "en")),
    # The State and the region
    Known("Ministerio de Asuntos Exteriores, Unión Europea y Cooperación", "national_government", "public", "national", "ES", "Madrid", (5, 3, 3), (5, 3, 3), side="both", point=MADRID, owner="lead"),
    Known("Agencia Española de Cooperación Internacional para el Desarrollo", "national_government", "public", "national", "ES", "Madrid", (5, 4, 3), (5, 4, 4), own_name="AECID", point=MADRID, owner="contact COO"),
    Known("ICEX España Exportación e Inversiones", "national_government", "public", "national", "ES", "Madrid", (4, 3, 2), (4, 3, 2), point=MADRID, owner="contact ECO"),
    Known("Puertos del Estado", "national_government", "public", "national", "ES", "Madrid", (4, 2, 2), (4, 2, 2), point=MADRID),
    Known("Principado de Asturias, Acción Exterior", "regional_government", "public", "regional", "ES", "Oviedo", (5, 4, 4), (5, 4, 4), side="both", point=OVIEDO, owner="lead"),
    Known("Agencia Asturiana de Cooperación al Desarrollo", "regional_government", "public", "regional", "ES", "Oviedo", (4, 4, 4), (4, 4, 4), point=OVIEDO, owner="contact COO"),
    Known("Agencia de desarrollo económico regional (ejemplo)", "regional_government", "public", "regional", "ES", "Llanera", (4, 3, 3), (4, 3, 3), INVENTED, owner="contact ECO"),
    Known("Región de Bretaña", "regional_government", "public", "regional", "FR", "Rennes", (3, 2, 1), (3, 3, 2), own_name="Région Bretagne", side="political", languages=("fr",)),
    # Embassies and consulates
    Known("Embajada de Francia en España", "embassy", "public", "national", "ES", "Madrid", (4, 3, 2), (4, 3, 3), own_name="Ambassade de France en Espagne", side="political", point=MADRID, languages=("fr", "es"), owner="cabinet"),
    Known("Embajada de Cuba en España", "embassy", "public", "national", "ES", "Madrid", (3, 4, 3), (3, 4, 4), side="political", point=MADRID, owner="cabinet"),
    Known("Consulado honorario (ejemplo)", "embassy", "public", "national", "ES", "Gijón", (1, 3, 2), (1, 3, 3), INVENTED, point=GIJON),
    # Other cities
    Known("Ayuntamiento de Nantes", "local_government", "public", "local", "FR", "Nantes", (4, 3, 2), (4, 4, 3), own_name="Nantes Métropole", side="both", point=(47.21837, -1.55362), languages=("fr", "en"), owner="officer"),
    Known("Ayuntamiento de Brest", "local_government", "public", "local", "FR", "Brest", (3, 3, 3), (3, 3, 3), own_name="Brest métropole", point=(48.39039, -4.48608), languages=("fr",)),
    Known("Ayuntamiento de Cork", "local_government", "public", "local", "IE", "Cork", (3, 3, 2), (3, 3, 3), own_name="Cork City Council", point=(51.89834, -8.47500), languages=("en",)),
    Known("Ayuntamiento de Viana do Castelo", "local_government", "public", "local", "PT", "Viana do Castelo", (3, 4, 3), (3, 4, 3), own_name="Câmara Municipal de Viana do Castelo", point=(41.69323, -8.83287), languages=("pt",)),
    # Universities and schools
    Known("Universidad de Oviedo", "university", "academic", "regional", "ES", "Oviedo", (4, 4, 4), (4, 5, 4), point=OVIEDO, owner="contact INN"),
    Known("Universidad de La Habana", "university", "academic", "national", "CU", "La Habana", (3, 4, 3), (3, 4, 4), point=(23.13699, -82.38171), owner="officer"),
    Known("Universidad de Nantes", "university", "academic", "national", "FR", "Nantes", (2, 3, 1), (2, 3, 2), own_name="Nantes Université", point=(47.21837, -1.55362), languages=("fr", "en")),
    Known("Instituto de formación profesional del mar (ejemplo)", "school", "academic", "local", "ES", "Gijón", (2, 4, 3), (2, 4, 3), INVENTED, point=GIJON, owner="contact JUV"),
    # Companies and those who speak for them
    Known("Autoridad Portuaria de Gijón", "company", "public", "local", "ES", "Gijón", (5, 4, 3), (5, 4, 4), side="both", point=(43.55580, -5.69360), owner="contact ECO"),
    Known("Astilleros del Musel (ejemplo)", "company", "private", "local", "ES", "Gijón", (3, 3, 2), (3, 3, 2), INVENTED, point=GIJON),
    Known("Naviera Arco Atlántico (ejemplo)", "company", "private", "international", "FR", "Saint-Nazaire", (3, 2, 1), (3, 2, 2), INVENTED, languages=("fr", "en")),
    Known("Datos del Cantábrico, S. L. (ejemplo)", "sme", "private", "local", "ES", "Gijón", (2, 4, 2), (2, 5, 3), INVENTED, point=GIJON, owner="contact INN"),
    Known("Sidra para el Mundo, S. Coop. (ejemplo)", "sme", "private", "local", "ES", "Gijón", (2, 5, 3), (2, 5, 4), INVENTED, point=GIJON, owner="contact ECO"),
    Known("Cámara de Comercio de Gijón", "chamber", "civil", "local", "ES", "Gijón", (4, 4, 3), (4, 4, 4), point=GIJON, owner="contact ECO"),
    Known("Clúster del mar y la energía (ejemplo)", "chamber", "private", "regional", "ES", "Gijón", (3, 4, 3), (4, 4, 3), INVENTED, point=GIJON, owner="contact INN"),
    Known("Sindicato del metal, sección internacional (ejemplo)", "trade_union", "civil", "regional", "ES", "Gijón", (3, 2, 2), (3, 2, 2), INVENTED, point=GIJON),
    # Civil society
    Known("Coordinadora asturiana de ONGD (ejemplo)", "ngo", "civil", "regional", "ES", "Oviedo", (4, 5, 5), (4, 5, 5), INVENTED, side="both", point=OVIEDO, owner="contact COO"),
    Known("Salud sin Fronteras Gijón (ejemplo)", "ngo", "civil", "local", "ES", "Gijón", (2, 5, 4), (2, 5, 4), INVENTED, point=GIJON, owner="contact COO"),
    Known("Asociación de Amistad con el Pueblo Saharaui de Gijón (ejemplo)", "association", "civil", "local", "ES", "Gijón", (2, 5, 4), (3, 5, 5), INVENTED, point=GIJON, owner="contact COO"),
    Known("Federación vecinal, comisión europea (ejemplo)", "association", "civil", "local", "ES", "Gijón", (2, 2, 1), (2, 3, 2), INVENTED, point=GIJON),
    Known("Centro Asturiano de La Habana (ejemplo)", "diaspora", "civil", "local", "CU", "La Habana", (2, 4, 3), (2, 4, 3), INVENTED, point=(23.11359, -82.36660)),
    Known("Talento de Gijón en Bruselas (ejemplo)", "diaspora", "civil", "european", "BE", "Bruselas", (2, 4, 2), (3, 5, 4), INVENTED, point=BRUSSELS, languages=("es", "en", "fr"), owner="officer"),
    # Culture, sport, media
    Known("Festival de cine del Atlántico (ejemplo)", "culture", "civil", "international", "ES", "Gijón", (3, 4, 3), (3, 4, 4), INVENTED, point=GIJON, owner="contact CUL"),
    Known("Jardín Botánico Nacional de Cuba", "culture", "public", "national", "CU", "La Habana", (2, 4, 3), (2, 4, 3), point=(22.98750, -82.34500)),
    Known("Club de vela del Cantábrico (ejemplo)", "sport", "civil", "local", "ES", "Gijón", (1, 3, 2), (1, 3, 2), INVENTED, point=GIJON, owner="contact JUV"),
    Known("La Voz del Arco Atlántico (ejemplo)", "media", "media", "european", "ES", "Gijón", (3, 2, 2), (3, 3, 3), INVENTED, point=GIJON, owner="contact COM"),
    Known("Radio Puerto (ejemplo)", "media", "media", "local", "ES", "Gijón", (2, 2, 1), (2, 3, 2), INVENTED, point=GIJON, owner="contact COM"),
)  # fmt: skip
