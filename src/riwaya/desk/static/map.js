// The page with map and timeline: what is filtered and selected stands in its address, and map,
// timeline and table are made anew from that.
import { drawMap } from "./map_view.js";
import { drawTimeline } from "./timeline.js";

const desk = document.getElementById("desk-map");
const root = document.documentElement;
const byId = (id) => document.getElementById(id);
const read = (name) => (desk.dataset[name] ? JSON.parse(desk.dataset[name]) : null);

const numbers = new Intl.NumberFormat(root.dataset.digits === "arabic" ? "ar-u-nu-arab" : "en");
const plurals = new Intl.PluralRules(root.lang);
const page = {
  texts: read("texts"),
  labels: read("labels"),
  ground: read("ground"),
  outlines: desk.dataset.outlines,
  latin: desk.dataset.latin === "yes",
  language: root.lang,
  rightToLeft: root.dir === "rtl",
  number: (value) => numbers.format(value),
  // Days as ISO 8601 in the digits chosen; not for words of a report.
  digits: (text) => root.dataset.digits === "arabic"
    ? text.replace(/[0-9]/g, (digit) => String.fromCharCode(ARABIC_ZERO + Number(digit))) : text,
  say: (key, values = {}) => page.texts[key].replace(/\{(\w+)\}/g, (_, name) => values[name]),
  url: dataUrl,
};

const ARABIC_ZERO = 0x660;
const WAIT = 200;
const SHOWN = ["begun", "box", "unit", "colour"];
let state = stateOf(location);
let together = 0;
let moving = 0;

function stateOf(address) {
  const query = new URLSearchParams(address.search);
  return Object.fromEntries(SHOWN.map((name) => [name, query.get(name) || ""]));
}

function addressOf(parts) {
  const query = new URLSearchParams(desk.dataset.filters);
  for (const [name, value] of Object.entries(parts)) if (value) query.set(name, value);
  return query.toString();
}

function dataUrl(path, parts) {
  return `/map/${path}?${addressOf(parts)}`;
}

async function fetched(url, kind = "json") {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer[kind]();
}

// Only the newest request is shown: answers may come in another order.
const turns = {};
async function newest(name, url, show, kind) {
  const turn = (turns[name] = (turns[name] || 0) + 1);
  try {
    const content = await fetched(url, kind);
    if (turn === turns[name]) show(content);
    byId("failed").hidden = true;
  } catch (error) {
    if (turn === turns[name]) byId("failed").hidden = false;
    console.error(error);
  }
}

function showSites() {
  const url = dataUrl("sites.geojson", { begun: state.begun, colour: state.colour });
  return newest("sites", url, (sites) => {
    const total = sites.features.reduce((sum, site) => sum + site.properties.incidents, 0);
    const line = byId("on-map");
    const forms = JSON.parse(line.dataset.forms);
    line.textContent = (forms[plurals.select(total)] || forms.other).replace("{n}", page.number(total));
    line.dataset.total = total;
    together = sites.cell;
    byId("together").hidden = !together;
    legend(sites);
    if (!map) return;
    turns.near = (turns.near || 0) + 1;
    map.show(sites, state.colour || "grade");
    showNear(map.seen());
  });
}

// Where neighbours are put together, a part of the map shows more of them once it is near.
function showNear(view) {
  clearTimeout(moving);
  if (!together) return;
  moving = setTimeout(() => {
    const url = dataUrl("sites.geojson", { begun: state.begun, colour: state.colour, box: view });
    newest("near", url, (sites) => map.show(sites, state.colour || "grade"));
  }, WAIT);
}

function showBars() {
  const url = dataUrl("timeline.json", { box: state.box, unit: state.unit });
  return newest("bars", url, (answer) => {
    for (const option of byId("unit").options) {
      option.disabled = option.value !== "" && !answer.units.includes(option.value);
    }
    timeline.show(answer.bars, state.begun);
  });
}

function showSelected() {
  byId("selected").setAttribute("aria-busy", "true");
  return newest("selected", dataUrl("selected", state), (text) => {
    // Escaped by the desk like every page; a document parsed this way runs nothing.
    const found = new DOMParser().parseFromString(text, "text/html").getElementById("selected");
    const open = byId("unlocated")?.open;
    const held = byId("selected").contains(document.activeElement);
    // The line that tells the number stays, so that it is read out when it changes.
    const line = byId("selected-total");
    const now = found.querySelector("#selected-total");
    line.replaceChildren(...now.childNodes);
    line.dataset.total = now.dataset.total;
    now.replaceWith(line);
    byId("selected").replaceWith(document.adoptNode(found));
    if (open && byId("unlocated")) byId("unlocated").open = true;
    if (held) focusTitle();
  }, "text");
}

function focusTitle() {
  byId("selected-title").setAttribute("tabindex", "-1");
  byId("selected-title").focus({ preventScroll: true });
}

function buttons() {
  byId("whole-map").disabled = !state.box;
  byId("all-days").disabled = !state.begun;
  byId("unit").value = state.unit;
  byId("colour").value = state.colour || "grade";
}

// `kept`: the address was changed already (back and forth in the browser's history).
function change(parts, kept = false) {
  const before = state;
  state = { ...state, ...parts };
  if (SHOWN.every((name) => state[name] === before[name])) return;
  if (!kept) {
    const query = addressOf(state);
    history.pushState(null, "", query ? `/map?${query}` : "/map");
  }
  buttons();
  const changed = (name) => state[name] !== before[name];
  if (changed("begun") || changed("colour")) showSites();
  if (changed("box") || changed("unit")) showBars();
  if (changed("begun")) timeline.select(state.begun);
  if (changed("box") && map) map.select(state.box);
  if (changed("begun") || changed("box")) showSelected();
}

function legend(sites) {
  const kind = state.colour || "grade";
  const there = new Set(sites.features.map((site) => site.properties.most));
  const space = "http://www.w3.org/2000/svg";
  byId("legend-colours").replaceChildren(
    ...Object.entries(page.labels[kind]).filter(([value]) => there.has(value)).map(([value, label]) => {
      const line = document.createElement("li");
      const swatch = document.createElementNS(space, "svg");
      swatch.setAttribute("class", "swatch");
      swatch.setAttribute("viewBox", "0 0 10 10");
      swatch.setAttribute("aria-hidden", "true");
      const dot = document.createElementNS(space, "circle");
      for (const [name, number] of [["cx", 5], ["cy", 5], ["r", 5]]) dot.setAttribute(name, number);
      swatch.style.color = `var(--${kind}-${value})`;
      swatch.append(dot);
      line.append(swatch, label);
      return line;
    }),
  );
}

const timeline = drawTimeline(byId("timeline"), page, {
  select: (begun) => change({ begun }),
  point: (words) => { byId("shown-bar").textContent = words; },
});
let map = null;
try {
  map = drawMap(byId("map"), page, { select: (box) => change({ box }), moved: showNear });
  desk.classList.add("mapped");
} catch (error) {
  console.warn(error);
  byId("map-problem").hidden = false;
  for (const id of ["draw-area", "select-view"]) byId(id).disabled = true;
}

byId("whole-map").addEventListener("click", () => change({ box: "" }));
byId("all-days").addEventListener("click", () => change({ begun: "" }));
byId("unit").addEventListener("change", (event) => change({ unit: event.target.value }));
byId("colour").addEventListener("change", (event) => {
  change({ colour: event.target.value === "grade" ? "" : event.target.value });
});
byId("select-view").addEventListener("click", () => map.selectView());
byId("draw-area").addEventListener("click", () => map.draw());
desk.addEventListener("click", (event) => {
  const link = event.target.closest(".drop-part");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  change(Object.fromEntries(link.dataset.drop.split(" ").map((name) => [name, ""])));
  focusTitle();
});
desk.addEventListener("click", (event) => {
  const button = event.target.closest(".show-on-map");
  if (button && map) map.open(button.dataset.at.split(",").map(Number), button);
});
window.addEventListener("popstate", () => change(stateOf(location), true));

buttons();
showSites();
showBars();
if (map) map.select(state.box);
