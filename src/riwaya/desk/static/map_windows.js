// Windows over places: opened by a click, by Enter for what is in the middle, or from the table.
import { POINTS } from "./map_style.js";
import { popupOf } from "./map_popup.js";

const MIDDLE = 40;
const NEAR = 9;
const CLOSEST_CLUSTER = 13;

// `select(box)`: the incidents of a window are to be selected. Gives `open(at, opener)`, which shows
// the window of a point; the focus goes back to `opener` when it closes.
export function windows(map, page, select) {
  const canvas = map.getCanvas();
  for (const layer of POINTS) {
    map.on("mouseenter", layer, () => { canvas.style.cursor = "pointer"; });
    map.on("mouseleave", layer, () => { canvas.style.cursor = ""; });
  }

  async function show(at, box, opener) {
    const popup = new maplibregl.Popup({ maxWidth: "min(20rem, 80vw)", focusAfterOpen: true });
    const only = () => {
      popup.remove();
      canvas.focus();
      select(box);
    };
    const content = await popupOf(page, box, only);
    popup.setLngLat(at).setDOMContent(content).addTo(map);
    popup.getElement().addEventListener("keydown", (event) => {
      if (event.key === "Escape") popup.remove();
    });
    popup.on("close", () => {
      if (document.activeElement === document.body && opener.isConnected) opener.focus();
    });
  }

  async function openFeature(found) {
    const source = map.getSource("sites");
    const at = found.geometry.coordinates;
    let boxes = [found.properties.box];
    if (found.properties.cluster) {
      const zoom = await source.getClusterExpansionZoom(found.properties.cluster_id);
      if (zoom <= CLOSEST_CLUSTER) {
        map.easeTo({ center: at, zoom: Math.max(zoom, map.getZoom() + 0.5) });
        return;
      }
      const leaves = await source.getClusterLeaves(found.properties.cluster_id, 1000, 0);
      boxes = leaves.map((leaf) => leaf.properties.box);
    }
    const sides = boxes.map((one) => one.split(",").map(Number));
    const least = (index) => Math.min(...sides.map((one) => one[index]));
    const most = (index) => Math.max(...sides.map((one) => one[index]));
    await show(at, [least(0), least(1), most(2), most(3)].join(","), canvas);
  }

  function inTheMiddle() {
    const { x, y } = map.project(map.getCenter());
    const around = [[x - MIDDLE, y - MIDDLE], [x + MIDDLE, y + MIDDLE]];
    const away = (feature) => {
      const point = map.project(feature.geometry.coordinates);
      return Math.hypot(point.x - x, point.y - y);
    };
    return map.queryRenderedFeatures(around, { layers: POINTS }).sort((a, b) => away(a) - away(b))[0];
  }

  map.on("click", (event) => {
    const found = map.queryRenderedFeatures(event.point, { layers: POINTS })[0];
    if (found) openFeature(found);
  });
  canvas.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const found = inTheMiddle();
    if (found) openFeature(found);
  });

  return (at, opener) => {
    map.jumpTo({ center: at, zoom: Math.max(map.getZoom(), NEAR) });
    return show(at, [...at, ...at].join(","), opener);
  };
}
