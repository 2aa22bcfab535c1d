"use strict";
// Links alone lead from words to claims and back; this shows both ends at once.
(() => {
  const marks = [...document.querySelectorAll("[data-claims]")];
  const owners = new Map(marks.map((mark) => [mark, mark.dataset.claims.split(" ")]));

  const choose = (claim) => {
    for (const card of document.querySelectorAll("[data-claim]")) {
      const chosen = card.id === claim;
      card.classList.toggle("chosen", chosen);
      const link = card.querySelector(".go");
      if (chosen) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    for (const [mark, claims] of owners) mark.classList.toggle("chosen", claims.includes(claim));
  };

  const show = (element) => element && element.scrollIntoView({ block: "center" });

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const mark = event.target.closest("[data-claims]");
    const card = event.target.closest("[data-claim]");
    if (mark) {
      event.preventDefault();
      const claims = owners.get(mark);
      const now = claims.findIndex((claim) => document.getElementById(claim).classList.contains("chosen"));
      const next = claims[(now + 1) % claims.length];
      choose(next);
      show(document.getElementById(next));
      history.replaceState(null, "", "#" + next);
      if (event.detail === 0) document.getElementById(next).querySelector(".go").focus({ preventScroll: true });
    } else if (card && (event.target.closest(".go") || !event.target.closest("a"))) {
      event.preventDefault();
      choose(card.id);
      const first = marks.find((m) => owners.get(m).includes(card.id) && !m.matches(".cue"));
      show(first || marks.find((m) => owners.get(m).includes(card.id)));
      history.replaceState(null, "", "#" + card.id);
      if (event.detail === 0 && first) first.focus({ preventScroll: true });
    } else if (!event.target.closest("a")) {
      choose("");
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") choose("");
  });
  window.addEventListener("hashchange", () => choose(location.hash.slice(1)));
  if (location.hash) choose(location.hash.slice(1));
})();
