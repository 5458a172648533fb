"""Making places coarse: rounding a pin to a grid, cutting a postcode to its district."""

import re

from domain.model.answers import Grid

CELL_DEGREES = {Grid.STREET: 0.002, Grid.NEIGHBOURHOOD: 0.01, Grid.BOROUGH: 0.05}
"""Edge of a grid cell in degrees; north to south about 220 m, 1.1 km and 5.5 km."""

CELL_METRES = {Grid.STREET: 200, Grid.NEIGHBOURHOOD: 1000, Grid.BOROUGH: 5000}
"""What a person is told the edge of a cell measures."""

_POSTCODE = re.compile(
    r"(?P<district>[A-Z]{1,2}[0-9][A-Z0-9]?)(?:\s*[0-9][A-Z]{2})?", re.ASCII | re.IGNORECASE
)


def rounded(latitude: float, longitude: float, grid: Grid) -> tuple[float, float]:
    """Move a pin to the middle of its grid cell, so that the exact spot is gone."""
    cell = CELL_DEGREES[grid]

    def middle(degrees: float) -> float:
        return round((degrees // cell + 0.5) * cell, 4)

    return middle(latitude), middle(longitude)


def postcode_district(text: str) -> str | None:
    """Return the district ("E8") if the text is a British postcode or district, else None."""
    match = _POSTCODE.fullmatch(text.strip())
    return match["district"].upper() if match else None
