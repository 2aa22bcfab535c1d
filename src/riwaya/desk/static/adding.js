// Shows how far work has come, and the page anew when it is done.
const shown = document.getElementById("progress");
const numbers = new Intl.NumberFormat(shown.dataset.digits === "arabic" ? "ar-u-nu-arab" : "en");

async function look() {
  try {
    const answer = await fetch(shown.dataset.url, { headers: { accept: "application/json" } });
    const job = await answer.json();
    if (!answer.ok || job.state !== "running") {
      location.reload();
      return;
    }
    for (const step of shown.querySelectorAll("[data-step]")) {
      step.hidden = step.dataset.step !== job.step;
    }
    shown.querySelector("[data-count]").textContent = job.count ? numbers.format(job.count) : "";
  } catch {
    // The desk may be busy or restarting; it is asked again.
  }
  setTimeout(look, 700);
}
setTimeout(look, 300);
