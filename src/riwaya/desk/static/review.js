// Review by keyboard: every key is a button of the page, pressed without the page loading again.
const USUAL = {
  accept: "a", reject: "x", edit: "e", unsure: "u", undo: "z",
  next: "j", previous: "k", history: "h", help: "?",
};
const KEPT = "riwaya-review-keys";
const queue = document.getElementById("queue");
const dialog = document.getElementById("keys");
const announce = document.getElementById("announce");
const cards = queue ? [...queue.querySelectorAll(".card")] : [];
const done = [];
let current = 0;
let chain = Promise.resolve();
let remapping = null;
let keys = keptKeys();

function keptKeys() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) || "{}");
    const known = Object.entries(kept).filter(([deed, key]) => deed in USUAL && typeof key === "string");
    return { ...USUAL, ...Object.fromEntries(known) };
  } catch {
    return { ...USUAL };
  }
}

function showKeys() {
  for (const shown of document.querySelectorAll("[data-key]")) {
    shown.textContent = keys[shown.dataset.key];
    shown.hidden = false;
  }
}

// On an Arabic keyboard the keys give Arabic letters: then the place of the key counts.
function deedOf(event) {
  const latin = /^[!-~]$/.test(event.key) ? event.key.toLowerCase() : "";
  const place = event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : "";
  const help = event.key === "\u061f" ? "?" : "";
  const pressed = latin || help || place || event.key;
  return Object.keys(keys).find((deed) => keys[deed] === pressed);
}

function choose(index, scroll = true) {
  if (!cards.length) return;
  current = Math.max(0, Math.min(cards.length - 1, index));
  for (const [number, card] of cards.entries()) {
    card.classList.toggle("current", number === current);
    if (number === current) card.setAttribute("aria-current", "true");
    else card.removeAttribute("aria-current");
  }
  const card = cards[current];
  if (!scroll) return;
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
}

function said(word) {
  announce.textContent = "";
  announce.textContent = queue.dataset[`said${word[0].toUpperCase()}${word.slice(1)}`];
}

function mark(card, state, words) {
  if (state) card.dataset.done = state;
  else delete card.dataset.done;
  card.querySelector("[data-verdict]").textContent = words;
}

async function send(address, form) {
  const answer = await fetch(address, {
    method: "POST",
    body: new URLSearchParams(form),
    headers: { accept: "application/json" },
    redirect: "error",
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

function decide(card, verdict, form) {
  if (card.dataset.done && card.dataset.done !== "failed") return;
  const data = new FormData(form);
  data.set("verdict", verdict);
  const name = `said${verdict[0].toUpperCase()}${verdict.slice(1)}`;
  mark(card, verdict, queue.dataset[name]);
  said(verdict);
  const step = { card, decision: null };
  done.push(step);
  chain = chain.then(async () => {
    try {
      step.decision = (await send("/review", data)).decision;
    } catch {
      done.splice(done.indexOf(step), 1);
      mark(card, "failed", queue.dataset.saidFailed);
      said("failed");
    }
  });
  card.querySelector(".editing").open = false;
  const waiting = cards.findIndex((other, number) => number > current && !other.dataset.done);
  const before = cards.findIndex((other) => !other.dataset.done);
  if (waiting >= 0) choose(waiting);
  else if (before >= 0) choose(before);
  else document.getElementById("go-on").focus();
}

function undo() {
  const step = done.pop();
  if (!step) return;
  chain = chain.then(async () => {
    if (!step.decision) return;
    const form = new FormData(step.card.querySelector(".deciding"));
    form.set("decision", step.decision);
    try {
      await send("/review/undo", form);
      mark(step.card, "", "");
      said("undo");
    } catch {
      mark(step.card, "failed", queue.dataset.saidFailed);
      said("failed");
    }
    choose(cards.indexOf(step.card));
  });
}

const deeds = {
  accept: () => decide(cards[current], "accept", cards[current].querySelector(".deciding")),
  reject: () => decide(cards[current], "reject", cards[current].querySelector(".deciding")),
  unsure: () => decide(cards[current], "unsure", cards[current].querySelector(".deciding")),
  edit: () => {
    const editing = cards[current].querySelector(".editing");
    editing.open = true;
    const field = editing.querySelector("input[type=number], input[required], select");
    if (field.select) field.select();
    field.focus();
  },
  undo,
  next: () => choose(current + 1),
  previous: () => choose(current - 1),
  history: () => chain.then(() => location.assign("/review/history")),
  help: () => dialog.showModal(),
};

function remap(event) {
  event.preventDefault();
  const deed = remapping;
  remapping = null;
  const told = document.getElementById("keys-said");
  told.textContent = "";
  if (event.key === "Escape") return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (["Tab", "Enter", " ", "Shift", "Control", "Alt", "Meta"].includes(key)) return;
  if (Object.keys(keys).some((other) => other !== deed && keys[other] === key)) {
    told.textContent = (queue || dialog).dataset.saidTaken || "";
    return;
  }
  keys = { ...keys, [deed]: key };
  try {
    localStorage.setItem(KEPT, JSON.stringify(keys));
  } catch {
    // A browser that keeps nothing still takes the key until the page is left.
  }
  showKeys();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (remapping) {
    remap(event);
    return;
  }
  if (dialog.open) return;
  const field = event.target.closest("input, select, textarea");
  if (event.key === "Escape" && field && queue && queue.contains(field)) {
    field.closest("details").open = false;
    choose(current);
    return;
  }
  if (field && field.type !== "checkbox") return;
  const arrow = { ArrowDown: "next", ArrowUp: "previous" }[event.key];
  const deed = arrow || deedOf(event);
  if (!deed || (event.repeat && !["next", "previous"].includes(deed))) return;
  if (!queue && deed !== "help" && deed !== "history") return;
  event.preventDefault();
  deeds[deed]();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-remap]");
  if (button) {
    remapping = button.dataset.remap;
    document.getElementById("keys-said").textContent = dialog.dataset.saidPressed || (queue && queue.dataset.saidPressed) || "";
    return;
  }
  const card = event.target.closest(".card");
  if (card && !card.classList.contains("current")) choose(cards.indexOf(card), false);
});

if (queue) {
  queue.classList.add("keyed");
  queue.addEventListener("submit", (event) => {
    const card = event.target.closest(".card");
    if (!card || !event.submitter) return;
    event.preventDefault();
    choose(cards.indexOf(card), false);
    decide(card, event.submitter.value, event.target);
  });
  choose(0, false);
}
const shower = document.getElementById("show-keys");
shower.hidden = false;
shower.addEventListener("click", deeds.help);
document.getElementById("keys-close").addEventListener("click", () => dialog.close());
document.getElementById("keys-reset").addEventListener("click", () => {
  keys = { ...USUAL };
  try {
    localStorage.removeItem(KEPT);
  } catch {
    // Nothing was kept.
  }
  showKeys();
});
// What was sent last must have arrived before the next page is asked for.
for (const link of document.querySelectorAll("#go-on, #pass")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    chain.then(() => location.assign(link.href));
  });
}
showKeys();
