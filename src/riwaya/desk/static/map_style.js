// How the map is drawn: colours from the page's style, shapes from the desk, nothing from elsewhere.
const KINDS = { 1: "exact", 2: "near", 3: "region" };

export function colours() {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(`--${name}`).trim();
}

function radius(least, factor, most) {
  // The area of a circle grows with the number of people.
  return ["min", most, ["+", least, ["*", factor, ["sqrt", ["get", "killed"]]]]];
}

function colourOf(colour, labels, kind) {
  const pairs = Object.keys(labels[kind]).flatMap((value) => [value, colour(`${kind}-${value}`)]);
  return ["match", ["get", "most"], ...pairs, colour("cluster")];
}

export function mapStyle(page, sites, kind, box) {
  const colour = colours();
  const level = (name) => ["==", ["get", "level"], name];
  const alone = ["!", ["has", "point_count"]];
  const precision = (value) => ["all", alone, ["==", ["get", "precision"], value]];
  const filled = colourOf(colour, page.labels, kind);
  return {
    version: 8,
    sources: {
      outlines: { type: "geojson", data: new URL(page.outlines, location.href).href },
      labels: { type: "geojson", data: { type: "FeatureCollection", features: [] } },
      chosen: { type: "geojson", data: rectangle(box) },
      sites: {
        type: "geojson",
        data: sites,
        cluster: true,
        clusterRadius: 46,
        clusterMaxZoom: 13,
        clusterProperties: {
          incidents: ["+", ["get", "incidents"]],
          killed: ["+", ["get", "killed"]],
        },
      },
      ...groundSource(page.ground),
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("sea") } },
      { id: "beyond", type: "fill", source: "outlines", filter: level("neighbour"), paint: { "fill-color": colour("beyond") } },
      // The neighbours are coarse; their wide edge covers what would look like water at the borders.
      { id: "beyond-edge", type: "line", source: "outlines", filter: level("neighbour"), layout: { "line-join": "round" }, paint: { "line-color": colour("beyond"), "line-width": ["interpolate", ["exponential", 2], ["zoom"], 3, 1.5, 6, 8, 9, 64] } },
      { id: "beyond-lines", type: "line", source: "outlines", filter: level("neighbour"), paint: { "line-color": colour("division"), "line-width": 0.6 } },
      { id: "land", type: "fill", source: "outlines", filter: level("region"), paint: { "fill-color": colour("land"), "fill-antialias": false } },
      ...groundLayers(page.ground, colour),
      { id: "divisions", type: "line", source: "outlines", filter: level("region"), paint: { "line-color": colour("division"), "line-width": ["interpolate", ["linear"], ["zoom"], 4, 0.4, 8, 1.2] } },
      { id: "borders", type: "line", source: "outlines", filter: level("country"), paint: { "line-color": colour("border"), "line-width": ["interpolate", ["linear"], ["zoom"], 4, 0.9, 8, 2] } },
      { id: "names", type: "symbol", source: "labels", layout: { "icon-image": ["get", "image"], "symbol-sort-key": ["-", ["get", "size"]], "icon-padding": 4 } },
      { id: "chosen-fill", type: "fill", source: "chosen", paint: { "fill-color": colour("drawn"), "fill-opacity": 0.08 } },
      { id: "chosen-line", type: "line", source: "chosen", paint: { "line-color": colour("drawn"), "line-width": 2, "line-dasharray": [3, 2] } },
      { id: KINDS[3], type: "circle", source: "sites", filter: precision(3), paint: { "circle-radius": radius(14, 2.6, 44), "circle-color": filled, "circle-opacity": 0.22, "circle-stroke-color": filled, "circle-stroke-width": 1, "circle-stroke-opacity": 0.8 } },
      { id: KINDS[2], type: "circle", source: "sites", filter: precision(2), paint: { "circle-radius": radius(5, 2.2, 36), "circle-opacity": 0, "circle-color": filled, "circle-stroke-color": filled, "circle-stroke-width": 3 } },
      { id: KINDS[1], type: "circle", source: "sites", filter: precision(1), paint: { "circle-radius": radius(5, 2.2, 36), "circle-color": filled, "circle-opacity": 0.88, "circle-stroke-color": colour("halo"), "circle-stroke-width": 1 } },
      { id: "clusters", type: "circle", source: "sites", filter: ["has", "point_count"], paint: { "circle-radius": ["min", 27, ["+", 12, ["*", 1.7, ["ln", ["+", 1, ["get", "killed"]]]]]], "circle-color": colour("cluster"), "circle-opacity": 0.86, "circle-stroke-color": colour("halo"), "circle-stroke-width": 1.5 } },
      { id: "numbers", type: "symbol", source: "sites", filter: ["has", "point_count"], layout: { "icon-image": ["concat", "cluster:", ["to-string", ["get", "incidents"]]], "icon-allow-overlap": true } },
      { id: "site-numbers", type: "symbol", source: "sites", filter: ["all", alone, [">", ["get", "incidents"], 1]], layout: { "icon-image": ["concat", "site:", ["to-string", ["get", "incidents"]]], "icon-allow-overlap": true, "icon-offset": [0, 0] } },
    ],
  };
}

export const POINTS = ["clusters", KINDS[1], KINDS[2], KINDS[3]];

export function rectangle(box) {
  if (!box) return { type: "FeatureCollection", features: [] };
  const [west, south, east, north] = box.split(",").map(Number);
  const ring = [[west, south], [east, south], [east, north], [west, north], [west, south]];
  return { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [ring] } };
}

function groundSource(ground) {
  if (!ground) return {};
  return {
    ground: {
      type: ground.kind,
      tiles: [location.origin + ground.tiles],
      minzoom: ground.least_zoom,
      maxzoom: ground.most_zoom,
      ...(ground.kind === "raster" ? { tileSize: 256 } : {}),
    },
  };
}

// Of a vector file only what its layers are called is known: water as areas, the others as lines.
function groundLayers(ground, colour) {
  if (!ground) return [];
  if (ground.kind === "raster") return [{ id: "ground", type: "raster", source: "ground" }];
  return ground.layers.map((name) => /water|ocean|sea|lake/i.test(name)
    ? { id: `ground-${name}`, type: "fill", source: "ground", "source-layer": name, filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": colour("sea") } }
    : { id: `ground-${name}`, type: "line", source: "ground", "source-layer": name, paint: { "line-color": colour("division"), "line-width": 0.7 } });
}
