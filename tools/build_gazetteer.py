"""Build the packaged gazetteer from place tables and the hand-written supplement.

    python tools/build_gazetteer.py FOLDER_WITH_PLACE_TABLES

The folder holds one tab-separated file a country (`sy.tsv`, ...; columns id, placetype, name_ar,
names_ar_variants, name_en, latitude, longitude, admin1_*, admin2_*, population, source) and
`aleppo_neighbourhoods.tsv`. The output, `src/riwaya/knowledge/data/gazetteer.tsv.gz`, has three
parts divided by an empty line: administrative areas, places, and an index of folded names; their
columns are explained in the README beside it. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from riwaya.arabic.words import LATIN, NUMBER, WORD, tokenise
from riwaya.knowledge.gazetteer import FORMAT, place_words
from riwaya.knowledge.gazetteer_resolution import bare, kilometres

DATA = Path(__file__).parents[1] / "src" / "riwaya" / "knowledge" / "data"
COUNTRIES = ("sy", "iq", "ye", "lb", "ps", "ly", "sd")

# Sudanese Arabic names of the source are mostly wrong matches of the Latin name with some other
# place of the world; only those of places with a population were found right.
UNRELIABLE_NAMES = frozenset({"SD"})
WRONG_RECORDS = frozenset({
    "قوة الأمم المتحدة لمراقبة فض الاشتباك", "قناة الرأي", "وزارة التربية والتعليم", "جامعة",
    "اونيسكو", "قصر العدل", "خضر", "سالومي", "جنبلاط", "مستشفى الروم الاورثوذكس", "السفارات",
})  # fmt: skip
# Administrative names that are another seat's, cut off or given in a form nobody writes.
NAME_REPAIRS = {
    "region": {
        "العزيزية/الجفرة": "الجفارة", "تاجوراء والنواحي الأربع": "طرابلس", "غدامس": "نالوت",
        "الخمس": "المرقب", "مزدة": "الجبل الغربي", "القبة": "درنة", "أجدابيا": "الواحات",
        "أوباري": "وادي الحياة", "بعلبك - الهرمل": "بعلبك الهرمل", "الجنوب": "لبنان الجنوبي",
    },
    "county": {
        "هاي": "الحي", "همزة": "الحمزة", "كالا": "الكحلاء", "مملكة الحضر": "الحضر",
        "شيخ بدر": "الشيخ بدر", "دريكيش": "الدريكيش", "عنه": "عنة", "عين تمر": "عين التمر",
    },
}  # fmt: skip
# A region also listed under its seat's name would hide the town; these mean something else too.
UNUSED_VARIANTS = frozenset({"العاصمة", "الشمال", "الشام", "جنوب لبنان", "الجنوب"})
GENERIC = (
    "محافظة", "ولاية", "منطقة", "مديرية", "قضاء", "ناحية", "مركز", "شعبية", "بلدية", "محلية",
    "قرية", "بلدة", "محافظه", "محافطة",
)  # fmt: skip
CODE_KINDS = {
    "PPLC": "city", "PPLA": "city", "PPLA2": "town", "PPLA3": "town", "PPLX": "neighbourhood",
    "CMP": "camp",
}  # fmt: skip
TYPE_KINDS = {
    "country": "country", "region": "governorate", "county": "district",
    "neighbourhood": "neighbourhood", "locality": "village", "localadmin": "village",
}  # fmt: skip
RANK = {
    "country": 0, "governorate": 1, "city": 2, "region": 3, "town": 4, "district": 5, "camp": 6,
    "site": 7, "subdistrict": 8, "neighbourhood": 9, "village": 10, "other": 11,
}  # fmt: skip
POINTS = frozenset({"city", "town", "village", "neighbourhood", "camp"})
AREAS = frozenset({"district", "subdistrict"})
TOWN_POPULATION, CITY_POPULATION = 10_000, 100_000
SAME_PLACE_KM = 3.0  # two records of one name this close are one place
SUPPLEMENT_KM = 15.0  # a supplement row and a record of one name this close are one place
DISTRICT_KM = 60.0  # a district's stated point may be its seat or its centre
PARENT_KM = 15.0
# First words that reports write joined to the second (كفرنبل، ديرالزور) as often as apart.
BINDING = frozenset(
    [
        "كفر",
        "بيت",
        "دير",
        "عين",
        "تل",
        "خان",
        "معره",
        "معرت",
        "ابو",
        "ام",
        "بو",
        "برج",
        "بني",
        "ود",
        "عبد",
        "راس",
        "بير",
        "باب",
        "طير",
        "حفر",
        "خربه",
    ]
)
SPLITTING = ("كفر", "معر")  # and the other way round: كفرنبل is also كفر نبل
SHORTEST_VILLAGE = 3


@dataclass(slots=True)
class Record:
    """One place while it is put together; `names` in order, the first is shown."""

    id: str
    names: list[str]
    name_en: str
    kind: str
    country: str
    admin1: str
    admin2: str
    latitude: float
    longitude: float
    population: int | None
    admin1_en: str = ""
    keys: set[tuple[str, ...]] = field(default_factory=set)


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a tab-separated file with a header line and no quoting."""
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)


def clean(name: str) -> str:
    """A name without marks, brackets and remarks, Persian letter forms made Arabic."""
    name = re.sub(r"\(.*?\)|،.*", "", unicodedata.normalize("NFC", name))
    name = re.sub("[\u064b-\u0655\u0670\u0640\u200b-\u200f]", "", name)
    name = name.translate(str.maketrans("یکەھٱ", "يكهها"))
    return " ".join(name.split())


def ungeneric(name: str) -> str:
    """A name without the noun for its class (province, district, village) before it."""
    first, _, rest = name.partition(" ")
    return rest if first in GENERIC and len(rest) > 2 else name


def words(name: str) -> tuple[str, ...]:
    """The index key of a name: its folded words without their articles, as the reader cuts it."""
    tokens = tokenise(name)
    return tuple(bare(t.form) for t in tokens if t.kind in (WORD, NUMBER, LATIN))


def names_of(row: dict[str, str], placetype: str) -> list[str]:
    """Usable Arabic names of a source row, best first."""
    repairs = NAME_REPAIRS.get(placetype, {})
    first = repairs.get(row["name_ar"], row["name_ar"])
    found = [first, *(row["names_ar_variants"].split("|") if row["names_ar_variants"] else [])]
    cleaned = [ungeneric(clean(name)) for name in found]
    return list(dict.fromkeys(
        name for name in cleaned
        if re.search("[\u0621-\u064a]", name) and name not in UNUSED_VARIANTS
    ))  # fmt: skip


def kind_of(row: dict[str, str], names: list[str]) -> str | None:
    """The kind of a source row, None for what is no place of ours (campuses, institutions)."""
    kind = TYPE_KINDS.get(row["placetype"])
    if kind is None or kind in ("country", "governorate", "district"):
        return kind
    code = row["source"].partition("+")[0].rpartition("/")[2]
    kind = CODE_KINDS.get(code, kind)
    if any(name.startswith("مخيم ") for name in names):
        return "camp"
    population = int(row["population"] or 0)
    if kind in ("village", "town") and population >= TOWN_POPULATION:
        return "city" if population >= CITY_POPULATION else "town"
    return kind


def source_records(folder: Path) -> Iterator[Record]:
    """Records of the country files that have a usable Arabic name."""
    for code in COUNTRIES:
        country = code.upper()
        table = list(rows(folder / f"{code}.tsv"))
        towns = {clean(r["name_ar"]) for r in table if r["placetype"] == "locality"}
        for row in table:
            if row["name_ar"] in WRONG_RECORDS or row["name_ar"].startswith("قبيلة"):
                continue
            names = names_of(row, row["placetype"])
            kind = kind_of(row, names)
            if not names or kind is None:
                continue
            if kind == "governorate":
                names = [names[0], *(n for n in names[1:] if n not in towns)]
            elif kind in POINTS and country in UNRELIABLE_NAMES and not row["population"]:
                continue
            admin1 = NAME_REPAIRS["region"].get(row["admin1_ar"], row["admin1_ar"])
            admin2 = NAME_REPAIRS["county"].get(row["admin2_ar"], row["admin2_ar"])
            yield Record(
                id=f"wof:{row['id']}", names=names, name_en=row["name_en"], kind=kind,
                country=country, admin1=ungeneric(clean(admin1)), admin2=ungeneric(clean(admin2)),
                latitude=float(row["latitude"]), longitude=float(row["longitude"]),
                population=int(row["population"]) if row["population"] else None,
                admin1_en=row["admin1_en"],
            )  # fmt: skip


def aleppo_records(path: Path) -> Iterator[Record]:
    """The neighbourhoods of Aleppo city."""
    for row in rows(path):
        names = [clean(n) for n in (row["name_ar"], *row["names_ar_variants"].split("|")) if n]
        source = "ocha" if row["id"].startswith("N") else "awmartin"
        yield Record(
            id=f"{source}:{row['id']}", names=list(dict.fromkeys(names)), name_en=row["name_en"],
            kind="neighbourhood", country="SY", admin1="حلب", admin2="جبل سمعان",
            latitude=float(row["latitude"]), longitude=float(row["longitude"]), population=None,
        )  # fmt: skip


def supplement_records(path: Path) -> Iterator[Record]:
    """The hand-written rows of places_extra.tsv."""
    for row in rows(path):
        slug = re.sub("[^a-z0-9]+", "-", row["name_en"].lower()).strip("-")
        yield Record(
            id=f"riwaya:{row['country'].lower() or 'xx'}/{slug}",
            names=[row["name"], *(v for v in row["variants"].split("|") if v)],
            name_en=row["name_en"], kind=row["kind"], country=row["country"],
            admin1=row["admin1"], admin2=row["admin2"],
            latitude=float(row["latitude"]), longitude=float(row["longitude"]),
            population=int(row["population"]) if row["population"] else None,
        )  # fmt: skip


def distance(one: Record, other: Record) -> float:
    """Kilometres between two records."""
    return kilometres(one.latitude, one.longitude, other.latitude, other.longitude)


def alike(one: Record, other: Record) -> float:
    """How far apart two records of one name may be and still be one place (km), 0 for never."""
    if one.country != other.country:
        return 0.0
    if one.kind == other.kind and one.kind in ("country", "governorate"):
        return 2000.0
    if one.kind in POINTS and other.kind in POINTS:
        camps = (one.kind == "camp") + (other.kind == "camp")
        return 0.0 if camps == 1 and one.names[0] != other.names[0] else SAME_PLACE_KM
    return DISTRICT_KM if one.kind in AREAS and other.kind in AREAS else 0.0


def absorb(kept: Record, other: Record) -> None:
    """Fold a second record of one place into the first."""
    kept.names += [name for name in other.names if name not in kept.names]
    kept.keys |= other.keys
    kept.admin1 = kept.admin1 or other.admin1
    kept.admin2 = kept.admin2 or other.admin2
    kept.admin1_en = kept.admin1_en or other.admin1_en
    kept.population = kept.population or other.population


def merge(records: Iterable[Record], supplement: Iterable[Record]) -> list[Record]:
    """All places once each; the supplement's spelling, kind and point win over the source's."""
    by_key: dict[tuple[str, ...], list[Record]] = defaultdict(list)
    kept: list[Record] = []

    def enter(record: Record, reach: float, takes_id: bool) -> None:
        record.keys = {words(name) for name in record.names} - {()}
        near = [
            found for key in record.keys for found in by_key[key]
            if (limit := alike(record, found)) and distance(record, found) <= max(limit, reach)
        ]  # fmt: skip
        unique = list({id(found): found for found in near}.values())
        if unique and not takes_id:
            absorb(unique[0], record)
            for key in record.keys:
                if unique[0] not in by_key[key]:
                    by_key[key].append(unique[0])
            return
        unique.sort(key=lambda found: (distance(record, found), found.id))
        for found in unique:
            if found.id.startswith("riwaya:"):
                continue
            if found is unique[0]:
                record.id = found.id
            absorb(record, found)
            kept.remove(found)
            for key in found.keys:
                by_key[key].remove(found)
        kept.append(record)
        for key in record.keys:
            by_key[key].append(record)

    ordered = sorted(records, key=lambda r: (RANK[r.kind], -(r.population or 0), r.id))
    for record in ordered:
        enter(record, 0.0, takes_id=False)
    for record in supplement:
        enter(record, SUPPLEMENT_KM, takes_id=True)
    return kept


def fill_parents(records: list[Record]) -> None:
    """Give places of the supplement the administrative areas of the nearest place that has them."""
    seats: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        if record.admin2 and record.id.startswith("wof:"):
            seats[record.country].append(record)
    for record in records:
        if record.admin2 or record.kind not in POINTS | {"site"} or record.country not in seats:
            continue
        near = [s for s in seats[record.country] if abs(s.latitude - record.latitude) < 0.2]
        if record.admin1:
            near = [s for s in near if s.admin1 == record.admin1]
        nearest = min(near, key=lambda s: (distance(record, s), s.id), default=None)
        if nearest and distance(record, nearest) < PARENT_KM:
            record.admin1, record.admin2 = nearest.admin1, nearest.admin2


def spellings(key: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A name's key and its forms with the first two words joined or the first one split."""
    yield key
    if len(key) > 1 and key[0] in BINDING:
        yield (key[0] + key[1], *key[2:])
        yield (key[0] + "ال" + key[1], *key[2:])
    for head in SPLITTING:
        if key[0].startswith(head) and len(key[0]) >= len(head) + 3:
            yield (head, bare(key[0][len(head) :]), *key[1:])


def index_lines(records: list[Record], never: frozenset[str]) -> list[str]:
    """Index: first word, most words after it, then `rest:bare ids/article ids` for each rest."""
    entries: dict[str, dict[str, tuple[set[int], set[int]]]] = defaultdict(dict)
    for number, record in enumerate(records):
        for name in record.names:
            key = words(name)
            if not key:
                continue
            tokens = tokenise(name)
            article = int(bare(tokens[0].form) != tokens[0].form)
            minor = record.kind in ("village", "neighbourhood")
            if len(key) == 1 and (key[0] in never or (minor and len(key[0]) < SHORTEST_VILLAGE)):
                continue
            for first, *rest in spellings(key):
                slot = entries[first].setdefault(" ".join(rest), (set(), set()))
                slot[article].add(number)
    lines = []
    for first in sorted(entries):
        longest = max(len(rest.split()) for rest in entries[first])
        cells = [
            f"{rest}:{','.join(map(str, sorted(a)))}/{','.join(map(str, sorted(b)))}"
            for rest, (a, b) in sorted(entries[first].items())
        ]
        lines.append("\t".join([first, str(longest), *cells]))
    return lines


def place_lines(
    records: list[Record], english: dict[tuple[str, str], str]
) -> tuple[list[str], list[str]]:
    """Lines of the areas and of the places, which point to their area by number."""
    areas: dict[tuple[str, str, str], int] = {}
    lines = []
    for record in records:
        area = areas.setdefault((record.country, record.admin1, record.admin2), len(areas))
        population = "" if record.population is None else str(record.population)
        lines.append("\t".join([
            record.id, record.names[0], record.name_en, record.kind, str(area),
            f"{record.latitude:.4f}", f"{record.longitude:.4f}", population,
        ]))  # fmt: skip
    area_lines = [
        "\t".join([country, admin1, english.get((country, admin1), ""), admin2])
        for country, admin1, admin2 in areas
    ]
    return area_lines, lines


def main() -> None:
    """Read the tables, merge them and write the packaged file."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("source", type=Path, help="folder with the place tables")
    folder: Path = parser.parse_args().source
    source = [*source_records(folder), *aleppo_records(folder / "aleppo_neighbourhoods.tsv")]
    records = merge(source, supplement_records(DATA / "places_extra.tsv"))
    fill_parents(records)
    records.sort(key=lambda r: (RANK[r.kind], -(r.population or 0), r.country, r.id))
    english = {(r.country, r.admin1): r.admin1_en for r in records if r.admin1_en}
    english |= {(r.country, r.names[0]): r.name_en for r in records if r.kind == "governorate"}
    areas, places = place_lines(records, english)
    index = index_lines(records, place_words().never)
    text = "\n\n".join("\n".join(part) for part in ([FORMAT], areas, places, index))
    data = gzip.compress(text.encode("utf-8"), compresslevel=9, mtime=0)
    (DATA / "gazetteer.tsv.gz").write_bytes(data)
    print(f"{len(places)} places, {len(areas)} areas, {len(index)} first words, {len(data)} bytes")


if __name__ == "__main__":
    main()
