// What stands in the window over a place. Words of reports are put in as text, never as markup.
const MOST = 8;

function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

function isolated(text, className) {
  const made = element("bdi", className);
  made.textContent = text;
  return made;
}

export async function popupOf(page, box, only) {
  const begun = new URLSearchParams(location.search).get("begun") || "";
  const answer = await fetch(page.url("incidents.geojson", { begun, box, most: MOST + 1 }));
  const { features } = await answer.json();
  const panel = element("div");
  const title = element("p", "popup-title");
  const names = new Map(features.map(({ properties }) => [properties.place || properties.place_en, properties.place_en]));
  for (const [name, english] of [...names].filter(([one]) => one).slice(0, 3)) {
    if (title.childNodes.length) title.append(" · ");
    title.append(isolated(name, "as-written"));
    if (page.latin && english && english !== name) title.append(" ", isolated(english, "latin"));
  }
  panel.append(title);
  const list = element("ul");
  for (const feature of features.slice(0, MOST)) list.append(line(page, feature.properties));
  panel.append(list);
  // How many more there are, the button below shows.
  if (features.length > MOST) panel.append(element("p", "faint", "…"));
  const tools = element("div", "popup-tools");
  const button = element("button", "tool", page.texts.only_these);
  button.type = "button";
  button.addEventListener("click", only);
  tools.append(button);
  panel.append(tools);
  return panel;
}

function line(page, properties) {
  const { start, type, killed_low: low, killed_high: high, precision } = properties;
  const link = element("a", "", start ? page.digits(start) : page.texts.undated);
  // An address of this desk, made by it; anything else would not be one.
  link.href = new URL(properties.desk, location.origin).pathname;
  const item = element("li", "", link, " ", page.labels.type[type] || type);
  item.append(`, ${page.labels.grade[properties.grade]}`);
  if (low !== null) {
    const range = high === null ? `${page.number(low)}+` : high === low ? page.number(low) : `${page.number(low)}–${page.number(high)}`;
    item.append(`, ${page.texts.killed} `, isolated(range));
  }
  const told = element("span", "faint", ` (${page.texts[`precision_${precision || 3}`]})`);
  item.append(told);
  return item;
}
