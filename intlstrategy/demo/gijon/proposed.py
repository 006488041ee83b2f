"""Meetings and missions that departments of Gijón propose or tell of. All of it is invented."""

from intlstrategy.demo.told import Proposed

PROPOSED = (
    Proposed(
        title="Videollamada con la oficina de clima de Niort", department="MED", days=-3, with_="Ayuntamiento de Niort", kind="engagement",
        purpose="Comparar cómo se mide el ruido del puerto de noche.",
        outcome="Envían su pliego de medición; querrían ver el nuestro **antes de fin de mes**.",
    ),
    Proposed(
        title="Viaje a la feria de residuos de Burdeos", department="MED", days=62, length=2, kind="outgoing", counterpart="Pollutec Atlantique (ejemplo)",
        place="Burdeos", country="FR", purpose="Ver tres sistemas de recogida con la empresa municipal de limpieza.",
        note="Diga quién viaja y cuánto costaría: con eso se pide la autorización.",
    ),
    Proposed(
        title="Visita de dos técnicas de cultura de Novorossiysk", department="CUL", days=35, length=3, kind="incoming",
        counterpart="Compañía de danza de Novorossiysk (ejemplo)", place="Gijón", country="ES",
        purpose="Preparar un intercambio de compañías de danza para el próximo otoño.",
    ),
)  # fmt: skip
