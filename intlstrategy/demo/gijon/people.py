"""People whom Gijón deals with: all of them are invented, and none of their addresses leads anywhere."""

from intlstrategy.demo.told import Held, Somebody

SOURCE = "Ilustrativo: persona inventada"

PEOPLE = (
    Somebody("Claire Fontanel", "claire.fontanel@niort.test", "+33 5 00 00 00 01", ("fr", "es"), (
        Held("Responsable de relaciones internacionales", "Ayuntamiento de Niort", -60, None, "technical", True),
    )),
    Somebody("Jérôme Malvaux", "jerome.malvaux@niort.test", "", ("fr",), (
        Held("Alcalde", "Ayuntamiento de Niort", -96, -18, "political"),
    )),
    Somebody("Hélène Brossard", "helene.brossard@niort.test", "+33 5 00 00 00 02", ("fr", "en"), (
        Held("Alcaldesa", "Ayuntamiento de Niort", -18, None, "political"),
    )),
    Somebody("Rolando Aguirre Peñalver", "rolando.aguirre@lahabana.test", "+53 7 000 0001", ("es",), (
        Held("Director de relaciones internacionales", "Gobierno Provincial de La Habana", -30, None, "technical", True),
    )),
    Somebody("Yamila Ortega Duvergel", "yamila.ortega@lahabana.test", "", ("es",), (
        Held("Coordinadora de proyectos", "Gobierno Provincial de La Habana", -14, None, "technical"),
    )),
    Somebody("Fatma Brahim Lehbib", "fatma.brahim@smara.test", "", ("ar", "es"), (
        Held("Responsable de cooperación", "Wilaya de Smara", -40, None, "political", True),
    )),
    Somebody("Susan Whitlock", "susan.whitlock@albuquerque.test", "+1 505 000 0001", ("en",), (
        Held("Directora de ciudades hermanas", "Ayuntamiento de Albuquerque", -80, -26, "technical"),
    )),
    Somebody("Pieter Vandermolen", "pieter.vandermolen@eurocities.test", "+32 2 000 00 01", ("en", "fr", "nl"), (
        Held("Responsable de miembros", "Eurocities", -22, None, "technical", True),
    )),
    Somebody("Inés Cabrales Rey", "ines.cabrales@atlantic.test", "", ("es", "fr", "pt", "en"), (
        Held("Secretaria general", "Ciudades Atlánticas", -10, None, "technical", True),
        Held("Responsable de proyectos", "Ciudades Atlánticas", -48, -10, "technical"),
    )),
    Somebody("Tomás Quirós Valdés", "tomas.quiros@ce.test", "", ("es", "en"), (
        Held("Jefe de unidad", "Comisión Europea, Dirección General de Política Regional y Urbana", -34, None, "technical", True),
    )),
    Somebody("Marta Llaneza Olay", "marta.llaneza@asturias.test", "+34 985 000 001", ("es", "ast"), (
        Held("Directora general de Acción Exterior", "Principado de Asturias, Acción Exterior", -16, None, "political", True),
    )),
    Somebody("Aoife Kinsella", "aoife.kinsella@cork.test", "", ("en",), (
        Held("International relations officer", "Ayuntamiento de Cork", -12, None, "technical", True),
    ), basis="consent"),
)  # fmt: skip
