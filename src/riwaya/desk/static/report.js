// Links alone lead from words to claims and back; this shows both ends at once.
const marks = [...document.querySelectorAll("[data-claims]")];
const owners = new Map(marks.map((mark) => [mark, mark.dataset.claims.split(" ")]));
const cards = [...document.querySelectorAll("[data-claim]")];
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

function choose(claim) {
  for (const card of cards) {
    const chosen = card.id === claim;
    card.classList.toggle("chosen", chosen);
    const link = card.querySelector(".go");
    if (chosen) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  for (const [mark, claims] of owners) mark.classList.toggle("chosen", claims.includes(claim));
}

function show(element) {
  if (!element) return;
  const box = element.getBoundingClientRect();
  const seen = box.top >= 0 && box.bottom <= innerHeight && element.closest(".claims") === null;
  if (!seen) element.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
}

function wordsOf(claim) {
  const own = marks.filter((mark) => owners.get(mark).includes(claim));
  return own.find((mark) => !mark.classList.contains("cue")) || own[0];
}

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const byKey = event.detail === 0;
  const mark = event.target.closest("[data-claims]");
  if (mark) {
    event.preventDefault();
    // Words of several claims show one after another, each time they are chosen again.
    const claims = owners.get(mark);
    const now = claims.findIndex((id) => document.getElementById(id).classList.contains("chosen"));
    const next = claims[(now + 1) % claims.length];
    const card = document.getElementById(next);
    choose(next);
    show(card);
    history.replaceState(null, "", `#${next}`);
    if (byKey) card.querySelector(".go").focus({ preventScroll: true });
    return;
  }
  const link = event.target.closest("a.go, a.ref");
  const card = link ? document.getElementById(link.hash.slice(1).replace(/^e-/, "")) : null;
  if (card && card.matches("[data-claim]")) {
    event.preventDefault();
    choose(card.id);
    if (link.matches(".ref")) show(card);
    const words = wordsOf(card.id);
    if (words) words.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
    history.replaceState(null, "", `#${card.id}`);
    if (byKey && words) words.focus({ preventScroll: true });
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") choose("");
});

function fromAddress() {
  const asked = location.hash.slice(1).replace(/^e-/, "") || new URLSearchParams(location.search).get("claim");
  const card = asked && document.getElementById(asked);
  if (!card || !card.matches("[data-claim]")) return;
  choose(asked);
  const words = wordsOf(asked);
  if (words) words.scrollIntoView({ block: "center" });
  card.parentElement.parentElement.scrollTop = card.offsetTop - 60;
}
window.addEventListener("hashchange", fromAddress);
fromAddress();
