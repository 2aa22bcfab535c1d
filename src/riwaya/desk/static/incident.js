// What the incident's page can do without being loaded anew: decisions, and finding claims.
// Without this script every form and link does the same by loading the page.

const page = () => document.querySelector("article.dossier");

// The element that an address names is opened up and marked.
function show(id) {
  const found = id && document.getElementById(id);
  if (!found) return;
  for (let at = found.parentElement; at; at = at.parentElement) {
    if (at.tagName === "DETAILS") at.open = true;
  }
  document.querySelectorAll(".claim.found").forEach((old) => old.classList.remove("found"));
  if (found.classList.contains("claim")) found.classList.add("found");
  found.scrollIntoView({ block: "nearest" });
}

function named(address) {
  return decodeURIComponent(new URL(address, location.href).hash.slice(1));
}

// The numbers above that are no longer what they were.
function marked(before) {
  const now = document.querySelectorAll("#toll > div");
  const told = [];
  now.forEach((part, index) => {
    const text = part.textContent.trim().replace(/\s+/g, " ");
    if (before[index] !== undefined && before[index] !== text) {
      part.classList.add("changed");
    }
    told.push(text);
  });
  document.getElementById("announce").textContent = told.join(". ");
}

function opened() {
  return new Set([...document.querySelectorAll("details[id]")].filter((d) => d.open).map((d) => d.id));
}

async function send(form, button) {
  const content = new URLSearchParams(new FormData(form));
  if (button?.name) content.append(button.name, button.value);
  const before = [...document.querySelectorAll("#toll > div")].map((part) =>
    part.textContent.trim().replace(/\s+/g, " "),
  );
  const answer = await fetch(form.action, { method: "POST", body: content });
  const text = await answer.text();
  const made = new DOMParser().parseFromString(text, "text/html");
  const fresh = made.querySelector("article.dossier");
  if (!answer.ok || !fresh) {
    const main = made.querySelector("main");
    if (!main) return form.submit();
    history.pushState(null, "", form.action.replace(/\/[a-z]+$/, ""));
    document.querySelector("main").replaceChildren(...main.childNodes);
    return;
  }
  const open = opened();
  const card = form.closest(".claim")?.id;
  const at = window.scrollY;
  document.title = made.title;
  page().replaceWith(document.adoptNode(fresh));
  open.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
  history.replaceState(null, "", answer.url);
  window.scrollTo(0, at);
  marked(before);
  const focus = document.getElementById(card) ?? document.getElementById("content");
  focus.setAttribute("tabindex", "-1");
  focus.focus({ preventScroll: true });
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || !page()?.contains(form)) return;
  event.preventDefault();
  const buttons = form.querySelectorAll("button");
  const content = send(form, event.submitter);
  buttons.forEach((button) => { button.disabled = true; });
  content.catch(() => form.submit());
});

window.addEventListener("hashchange", () => show(named(location.href)));
show(named(location.href));
