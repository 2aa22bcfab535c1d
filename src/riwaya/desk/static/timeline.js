// Bars of incidents by period, with a selection that is dragged or moved by keys.
const SPACE = "http://www.w3.org/2000/svg";
const TOP = 14;
const BOTTOM = 22;
const SIDE = 14;
const WAIT = 250;
const PAGE = 10;

function shape(name, attributes = {}, ...children) {
  const made = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// `tell.select(begun)`: a period was selected, as "first..last", or ""; `tell.point(words)`: of the
// bar under the pointer.
export function drawTimeline(place, page, tell) {
  let bars = [];
  let chosen = null;
  let drag = null;
  let waiting = 0;
  let marks = null;

  const width = () => Math.max(place.clientWidth, 200);
  const height = () => place.clientHeight;
  const step = () => (width() - 2 * SIDE) / Math.max(bars.length, 1);
  // In a page from right to left time goes that way too.
  const left = (index) => page.rightToLeft ? width() - SIDE - (index + 1) * step() : SIDE + index * step();
  const edge = (index) => page.rightToLeft ? width() - SIDE - index * step() : SIDE + index * step();
  const indexAt = (x) => {
    const along = page.rightToLeft ? width() - SIDE - x : x - SIDE;
    return Math.min(bars.length - 1, Math.max(0, Math.floor(along / step())));
  };
  const periodOf = ([first, last]) => `${bars[first].start}..${bars[last].end}`;
  const ends = () => chosen || [0, bars.length - 1];

  function indicesOf(begun) {
    if (!begun || !bars.length) return null;
    const [first, last] = begun.split("..");
    const from = bars.findIndex((bar) => bar.end >= first);
    const to = bars.findLastIndex((bar) => bar.start <= last);
    return from < 0 || to < from ? null : [from, to];
  }

  function words(bar) {
    const days = bar.start === bar.end ? page.digits(bar.start) : `${page.digits(bar.start)} – ${page.digits(bar.end)}`;
    return page.say("bar", { days: `\u2066${days}\u2069`, incidents: page.number(bar.here), killed: page.number(bar.killed) });
  }

  function draw() {
    if (!bars.length) {
      marks = null;
      const nothing = document.createElement("p");
      nothing.className = "faint";
      nothing.textContent = page.texts.no_days;
      place.replaceChildren(nothing);
      return;
    }
    const floor = height() - BOTTOM;
    const tallest = Math.max(...bars.map((bar) => bar.all), 1);
    const size = (number) => number ? Math.max(2, (number / tallest) * (floor - TOP)) : 0;
    const gap = step() > 4 ? 1 : 0;
    const drawing = shape("svg", { role: "group", "aria-labelledby": "timeline-title", direction: "ltr" });
    const parts = { all: [], here: [] };
    bars.forEach((bar, index) => {
      for (const kind of ["all", "here"]) {
        const tall = size(bar[kind]);
        if (tall) parts[kind].push(`M${left(index).toFixed(2)} ${floor}v${-tall.toFixed(2)}h${Math.max(step() - gap, 0.5).toFixed(2)}v${tall.toFixed(2)}z`);
      }
    });
    for (const kind of ["all", "here"]) drawing.append(shape("path", { class: kind, d: parts[kind].join("") }));
    drawing.append(
      shape("line", { class: "axis", x1: SIDE, x2: width() - SIDE, y1: floor, y2: floor }),
      ...labels(floor),
      shape("text", { x: page.rightToLeft ? width() - SIDE - 10 : SIDE + 10, y: 10, "text-anchor": page.rightToLeft ? "end" : "start" }, page.number(tallest)),
      shape("rect", { class: "plot", x: 0, y: 0, width: width(), height: floor }),
    );
    const brush = shape("rect", { class: "brush", y: TOP - 6, height: floor - TOP + 6 });
    const focused = marks?.handles.indexOf(document.activeElement);
    marks = { brush, handles: [handle(0, floor), handle(1, floor)] };
    drawing.append(brush, ...marks.handles);
    mark();
    place.replaceChildren(drawing);
    if (focused >= 0) marks.handles[focused].focus({ preventScroll: true });
  }

  // Moves the selection alone: a handle that is held or has the focus stays the same element.
  function mark() {
    if (!marks) return;
    const [first, last] = ends();
    const [x, end] = [edge(first), edge(last + 1)].sort((a, b) => a - b);
    marks.brush.setAttribute("x", x);
    marks.brush.setAttribute("width", chosen ? Math.max(end - x, 1) : 0);
    marks.handles.forEach((made, which) => {
      const now = which ? last : first;
      made.setAttribute("transform", `translate(${edge(which ? now + 1 : now)} 0)`);
      made.setAttribute("aria-valuenow", now);
      made.setAttribute("aria-valuetext", page.digits(which ? bars[now].end : bars[now].start));
    });
  }

  function labels(floor) {
    const most = Math.max(2, Math.floor(width() / 95));
    const every = Math.max(1, Math.ceil(bars.length / most));
    const short = { 1: 4, 2: 7, 3: 10 }[precision()];
    const made = [];
    for (let index = 0; index < bars.length; index += every) {
      const x = left(index) + step() / 2;
      const first = index === 0 && x < 40 ? "start" : x > width() - 40 ? "end" : "middle";
      made.push(shape("text", { x: first === "start" ? SIDE : first === "end" ? width() - SIDE : x, y: floor + 16, "text-anchor": first }, page.digits(bars[index].start.slice(0, short))));
    }
    return made;
  }

  // How much of a day tells one bar from the next: year, month or day.
  function precision() {
    const { start, end } = bars[0];
    if (start.slice(5) === "01-01" && end.slice(5) === "12-31") return 1;
    return start.slice(8) === "01" && Number(end.slice(8)) >= 28 ? 2 : 3;
  }

  function handle(which, floor) {
    const made = shape("g", {
      class: "handle",
      role: "slider",
      tabindex: 0,
      "aria-orientation": "horizontal",
      "aria-label": which ? page.texts.period_end : page.texts.period_start,
      "aria-valuemin": 0,
      "aria-valuemax": bars.length - 1,
      "data-handle": which,
    },
      shape("rect", { class: "grip", x: -11, y: TOP - 10, width: 22, height: floor - TOP + 12 }),
      shape("rect", { class: "stick", x: -1.5, y: TOP - 8, width: 3, height: floor - TOP + 8 }),
      shape("rect", { class: "stick", x: -5, y: floor / 2 - 12, width: 10, height: 24, rx: 3 }),
      shape("rect", { class: "ring", x: -9, y: TOP - 10, width: 18, height: floor - TOP + 12, rx: 4 }),
    );
    made.addEventListener("keydown", (event) => onKey(event, which));
    return made;
  }

  function onKey(event, which) {
    const forward = page.rightToLeft ? "ArrowLeft" : "ArrowRight";
    const back = page.rightToLeft ? "ArrowRight" : "ArrowLeft";
    const by = { [forward]: 1, ArrowUp: 1, [back]: -1, ArrowDown: -1, PageUp: PAGE, PageDown: -PAGE, Home: -Infinity, End: Infinity }[event.key];
    if (event.key === "Escape" && chosen) {
      event.preventDefault();
      set(null, true);
      return;
    }
    if (by === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const next = [...ends()];
    const [least, most] = which ? [next[0], bars.length - 1] : [0, next[1]];
    next[which] = Math.min(most, Math.max(least, next[which] + by));
    set(next, false);
    clearTimeout(waiting);
    waiting = setTimeout(commit, WAIT);
  }

  function set(next, now) {
    const whole = next && next[0] === 0 && next[1] === bars.length - 1;
    chosen = whole ? null : next;
    mark();
    if (now) commit();
  }

  function commit() {
    clearTimeout(waiting);
    tell.select(chosen ? periodOf(chosen) : "");
  }

  place.addEventListener("pointerdown", (event) => {
    if (!bars.length || event.button !== 0) return;
    const x = event.clientX - place.getBoundingClientRect().left;
    const held = event.target.closest?.(".handle");
    const index = indexAt(x);
    drag = held ? { fixed: ends()[1 - Number(held.dataset.handle)] } : { fixed: index, from: index };
    place.setPointerCapture(event.pointerId);
    event.preventDefault();
    held?.focus({ preventScroll: true });
    if (!held) set([index, index], false);
  });
  place.addEventListener("pointermove", (event) => {
    if (!bars.length) return;
    const index = indexAt(event.clientX - place.getBoundingClientRect().left);
    tell.point(words(bars[index]));
    if (!drag) return;
    const next = [Math.min(drag.fixed, index), Math.max(drag.fixed, index)];
    if (!chosen || next[0] !== chosen[0] || next[1] !== chosen[1]) set(next, false);
  });
  place.addEventListener("pointerup", () => {
    if (!drag) return;
    drag = null;
    commit();
  });
  place.addEventListener("pointercancel", () => {
    drag = null;
    commit();
  });
  place.addEventListener("pointerleave", () => tell.point(""));
  new ResizeObserver(draw).observe(place);

  return {
    show(found, begun) {
      bars = found;
      chosen = indicesOf(begun);
      draw();
      place.dataset.here = String(bars.reduce((sum, bar) => sum + bar.here, 0));
    },
    select(begun) {
      chosen = indicesOf(begun);
      mark();
    },
  };
}
