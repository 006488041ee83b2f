"""Where the city stands. What is published names its source in brackets; the rest says that it is illustrative."""

from intlstrategy.demo.gijon.organisation import ILLUSTRATIVE

DIAGNOSIS = [
    # kind, statement, evidence, dimension, answering objective (axis, number) or None
    ("strength", "Pertenencia a redes europeas con peso", "Miembro de pleno derecho de Eurocities; fundadora y vicepresidenta de Ciudades Atlánticas, de 17 ciudades, cuya asamblea se reunió en Gijón el 14 y 15 de mayo de 2025 (elcomercio.es).", "european", (2, 1)),
    ("strength", "Puerto y universidad como recursos propios", ILLUSTRATIVE, "economic", (3, 2)),
    ("strength", "Una cooperación con trayectoria y consejo propio", "1,7 millones de euros en 2011, de ellos 1,15 por convocatoria de proyectos de ONG; un consejo con todos los grupos y asociaciones aprueba las bases (lne.es, 2010).", "cooperation", (4, 1)),
    ("strength", "El hermanamiento con La Habana sigue activo", "Firmado en 1994; acuerdo de 2003 con su universidad y su jardín botánico (cmx.es).", "cooperation", (4, 2)),
    ("weakness", "Las áreas actúan fuera sin coordinarse", ILLUSTRATIVE, "political", (1, 1)),
    ("weakness", "Hermanamientos sin actividad", "Albuquerque, firmado el 9 de mayo de 1977, consta inactivo; Puerto Vallarta, de 1987, no responde; Novorosíisk está suspendido por la guerra (cope.es, migijon.com).", "socio-cultural", None),
    ("opportunity", "Experiencia con dinero europeo", "Más de 60 millones de euros en proyectos desde 1994; 11,8 millones en marcha en 2010 (maciedome.blogspot.com).", "european", (2, 2)),
    ("opportunity", "Una estrategia local europea de la que partir", "Su primera línea es el posicionamiento de la ciudad; entre sus retos, consolidarse, adaptarse a la Agenda Urbana y las redes (slideplayer.es/slide/14831585).", "european", (2, 1)),
    ("opportunity", "Pymes con potencial exportador", ILLUSTRATIVE, "economic", (3, 1)),
    ("threat", "Recorte de los fondos para redes", "Presupuesto del área en 2024: 188.500 €, de ellos 150.000 para relaciones institucionales y 38.500 para el canon del puerto; casi 30.000 € para ciudades hermanas (cope.es).", "political", (1, 3)),
    ("threat", "Cansancio ante anuncios sin resultados", ILLUSTRATIVE, "socio-cultural", (5, 1)),
    ("need", "Que la ciudadanía conozca la acción exterior", "La semana en torno al 9 de mayo es la actividad más conocida (slideplayer.es/slide/14831585).", "european", (2, 3)),
    ("need", "Cooperación evaluada", ILLUSTRATIVE, "cooperation", (4, 1)),
    ("need", "Menos emisiones en el puerto", ILLUSTRATIVE, "environmental", (3, 2)),
]  # fmt: skip
