// The map: outlines, incidents by place, and the area selected.
import { textImage } from "./map_images.js";
import { colours, mapStyle, rectangle } from "./map_style.js";
import { windows } from "./map_windows.js";

const NOTHING = { type: "FeatureCollection", features: [] };
const EVERYWHERE = [[9, 9], [53, 38]];
const FARTHEST = 2.5;
const CLOSEST = 16;

// `tell.select(box)`: an area was selected, as "west,south,east,north"; `tell.moved(box)`: the map
// shows another one. Throws without WebGL.
export function drawMap(place, page, tell) {
  let sites = NOTHING;
  let kind = "grade";
  let box = "";
  let fitted = false;
  let asked = false;
  const names = readNames(page);
  const map = new maplibregl.Map({
    container: place,
    style: mapStyle(page, sites, kind, box),
    bounds: EVERYWHERE,
    minZoom: FARTHEST,
    maxZoom: CLOSEST,
    renderWorldCopies: false,
    dragRotate: false,
    pitchWithRotate: false,
    boxZoom: false,
    attributionControl: false,
    locale: { "Map.Title": page.texts.map, "NavigationControl.ZoomIn": page.texts.zoom_in, "NavigationControl.ZoomOut": page.texts.zoom_out, "Popup.Close": page.texts.close },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), page.rightToLeft ? "top-left" : "top-right");

  map.on("styleimagemissing", ({ id }) => {
    const colour = colours();
    const [what, text] = [id.slice(0, id.indexOf(":")), id.slice(id.indexOf(":") + 1)];
    const looks = {
      country: { size: 14, bold: true, colour: colour("place"), halo: colour("land") },
      neighbour: { size: 12, colour: colour("place"), halo: colour("beyond") },
      region: { size: 12, colour: colour("place"), halo: colour("land") },
      cluster: { size: 12, bold: true, colour: colour("on-cluster") },
      site: { size: 11, bold: true, colour: "#fff", halo: "#000b" },
    }[what];
    if (!looks || map.hasImage(id)) return;
    const isNumber = what === "cluster" || what === "site";
    map.addImage(id, ...textImage(isNumber ? page.number(Number(text)) : text, looks));
  });

  const showNames = async () => {
    const zoom = map.getZoom();
    const wanted = (await names).filter(({ properties }) => properties.level === "region" ? zoom >= 5.6 : zoom < 6.4);
    map.getSource("labels")?.setData({ type: "FeatureCollection", features: wanted });
  };
  map.on("style.load", () => {
    map.getSource("sites").setData(sites);
    map.getSource("chosen").setData(rectangle(box));
    showNames();
  });
  map.on("zoomend", showNames);
  map.on("moveend", () => tell.moved(seen()));
  const restyle = () => map.setStyle(mapStyle(page, sites, kind, box), { diff: false });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", restyle);

  const open = windows(map, page, (found) => tell.select(found));
  const area = drawArea(map, place, (found) => tell.select(found));
  const seen = () => {
    const bounds = map.getBounds();
    return boxOf(bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth());
  };
  const loaded = new Promise((done) => map.once("load", done));

  return {
    // `found`: the places as GeoJSON; `by`: what their colour tells.
    async show(found, by) {
      const other = by !== kind;
      [sites, kind] = [found, by];
      await loaded;
      if (other) restyle();
      else map.getSource("sites")?.setData(sites);
      if (!fitted && !box && sites.features.length) fit(map, sites);
      fitted = true;
      map.once("idle", () => { place.dataset.shown = String(total(sites)); });
    },
    async select(chosen) {
      const first = !asked;
      asked = true;
      box = chosen;
      await loaded;
      map.getSource("chosen")?.setData(rectangle(box));
      if (box && (first || !inView(map, box))) goTo(map, box, !first);
    },
    // The window of a point, from elsewhere on the page.
    async open(at, opener) {
      await loaded;
      place.scrollIntoView({ block: "center" });
      await open(at, opener);
    },
    seen,
    selectView: () => tell.select(seen()),
    draw: () => area.toggle(),
  };
}

const total = (sites) => sites.features.reduce((sum, site) => sum + site.properties.incidents, 0);

async function readNames(page) {
  const answer = await fetch(page.outlines);
  const { features } = await answer.json();
  return features.map(({ properties }) => {
    const name = (page.language === "ar" && properties.name_ar) || properties.name_en || properties.name_ar;
    return {
      type: "Feature",
      geometry: { type: "Point", coordinates: properties.label },
      properties: { level: properties.level, size: properties.size + (properties.level === "country" ? 100 : 0), image: `${properties.level}:${name}` },
    };
  });
}

// Four decimals are about ten metres; edges go outwards, so that what is on them stays inside.
function boxOf(west, south, east, north) {
  const down = (value, least) => Math.max(least, Math.floor(value * 1e4) / 1e4);
  const up = (value, most) => Math.min(most, Math.ceil(value * 1e4) / 1e4);
  return [down(west, -180), down(south, -90), up(east, 180), up(north, 90)].join(",");
}

function fit(map, sites) {
  const bounds = new maplibregl.LngLatBounds();
  for (const site of sites.features) bounds.extend(site.geometry.coordinates);
  map.fitBounds(bounds, { padding: 50, maxZoom: 8, animate: false });
}

function inView(map, box) {
  const [west, south, east, north] = box.split(",").map(Number);
  const seen = map.getBounds();
  return seen.contains([west, south]) && seen.contains([east, north]);
}

function goTo(map, box, animate) {
  const [west, south, east, north] = box.split(",").map(Number);
  map.fitBounds([[west, south], [east, north]], { padding: 40, maxZoom: 11, animate });
}

// An area is drawn with the pointer while the tool is on, or at any time with Shift held.
function drawArea(map, place, done) {
  const canvas = map.getCanvasContainer();
  let on = false;
  let start = null;
  let shape = null;
  const button = document.getElementById("draw-area");
  const set = (value) => {
    on = value;
    button.setAttribute("aria-pressed", String(on));
    place.classList.toggle("drawing", on);
  };
  const spot = (event) => {
    const { left, top } = place.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };
  const stop = () => {
    shape?.remove();
    start = shape = null;
    map.dragPan.enable();
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (!(on || event.shiftKey) || event.button !== 0) return;
    event.preventDefault();
    map.dragPan.disable();
    start = spot(event);
    shape = document.createElement("div");
    shape.className = "area-drawn";
    place.append(shape);
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!start) return;
    const [x, y] = spot(event);
    shape.style.left = `${Math.min(x, start[0])}px`;
    shape.style.top = `${Math.min(y, start[1])}px`;
    shape.style.width = `${Math.abs(x - start[0])}px`;
    shape.style.height = `${Math.abs(y - start[1])}px`;
  });
  canvas.addEventListener("pointerup", (event) => {
    if (!start) return;
    const [x, y] = spot(event);
    const corners = [map.unproject(start), map.unproject([x, y])];
    const large = Math.abs(x - start[0]) > 4 && Math.abs(y - start[1]) > 4;
    stop();
    if (!large) return;
    set(false);
    const [lons, lats] = [corners.map((one) => one.lng), corners.map((one) => one.lat)];
    done(boxOf(Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)));
  });
  canvas.addEventListener("pointercancel", stop);
  // The map's own gestures begin with these.
  for (const name of ["mousedown", "touchstart"]) {
    canvas.addEventListener(name, (event) => {
      if (on || event.shiftKey) event.stopImmediatePropagation();
    }, { capture: true });
  }
  return { toggle: () => set(!on) };
}
