"""Build the packaged map outlines from GeoJSON files of boundaries.

    python tools/build_outlines.py FOLDER_WITH_OUTLINES

The folder holds `countries.geojson`, `neighbours.geojson` and one `admin1_*.geojson` a country,
with the properties `name_ar`, `name_en` and, but for neighbours, `iso`. The output,
`src/riwaya/knowledge/data/outlines.json.gz`, is one FeatureCollection; each feature has `level`
("neighbour", "country" or "region"), its names, `size` (of its bounding box in degrees, for the
order of labels) and `label`, a point inside it for its name. Coordinates are rounded to three
decimals, about 100 m. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Ring = list[Point]

TARGET = Path(__file__).parents[1] / "src" / "riwaya" / "knowledge" / "data" / "outlines.json.gz"
DECIMALS = 3
LEAST_POINTS = 4


def main() -> None:
    """Read the folder named on the command line and write the package's file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    features = [*_features(folder / "neighbours.geojson", "neighbour")]
    for path in sorted(folder.glob("admin1_*.geojson")):
        features += _features(path, "region")
    features += _features(folder / "countries.geojson", "country")
    text = json.dumps(
        {"type": "FeatureCollection", "features": features},
        ensure_ascii=False, separators=(",", ":"),
    )  # fmt: skip
    TARGET.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{TARGET}: {len(features)} outlines, {TARGET.stat().st_size:,} bytes")


def _features(path: Path, level: str) -> Iterator[dict[str, Any]]:
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        polygons = [rings for rings in _polygons(feature["geometry"]) if rings]
        if not polygons:
            continue
        largest = max(polygons, key=lambda rings: abs(area(rings[0])))
        given = feature["properties"]
        names = {key: given[key] for key in ("iso", "name_ar", "name_en") if given.get(key)}
        lons, lats = zip(*(point for rings in polygons for point in rings[0]), strict=True)
        size = round(max(max(lons) - min(lons), max(lats) - min(lats)), 2)
        yield {
            "type": "Feature",
            "properties": {"level": level, **names, "size": size, "label": inside(largest)},
            "geometry": {"type": "MultiPolygon", "coordinates": polygons},
        }


def _polygons(geometry: dict[str, Any]) -> Iterator[list[Ring]]:
    many = geometry["coordinates"]
    for rings in [many] if geometry["type"] == "Polygon" else many:
        short = [rounded(ring) for ring in rings]
        if len(short[0]) >= LEAST_POINTS:
            yield [ring for ring in short if len(ring) >= LEAST_POINTS]


def rounded(ring: Ring) -> Ring:
    """A ring on a grid, without points that fell onto the one before."""
    points: Ring = []
    for lon, lat in ring:
        point = (round(lon, DECIMALS), round(lat, DECIMALS))
        if not points or points[-1] != point:
            points.append(point)
    return points


def area(ring: Ring) -> float:
    """The signed area of a ring in square degrees."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def inside(rings: list[Ring]) -> Point:
    """A point inside a polygon, on the widest stretch of a parallel through its middle part."""
    lats = [lat for _, lat in rings[0]]
    low, high = min(lats), max(lats)
    best = (0.0, rings[0][0])
    for part in range(6, 15):
        lat = low + (high - low) * part / 20 + 1e-7
        crossings = sorted(
            a[0] + (lat - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
            for ring in rings
            for a, b in pairwise(ring)
            if (a[1] > lat) != (b[1] > lat)
        )
        for west, east in zip(crossings[::2], crossings[1::2], strict=False):
            # Those nearer to the middle are preferred to slightly wider ones.
            width = (east - west) * (1 - abs(part - 10) / 20)
            if width > best[0]:
                best = (width, ((west + east) / 2, lat))
    return round(best[1][0], DECIMALS), round(best[1][1], DECIMALS)


if __name__ == "__main__":
    main()
