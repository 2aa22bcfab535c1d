// Files may be dropped anywhere on their panel, and onto nothing else of the page.
const panel = document.querySelector(".drop");
const field = panel.querySelector("input[type=file]");

for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
  window.addEventListener(name, (event) => {
    const inside = panel.contains(event.target);
    panel.classList.toggle("over", inside && (name === "dragenter" || name === "dragover"));
    if (event.target === field) return;
    event.preventDefault();
    if (name === "drop" && inside && event.dataTransfer.files.length) {
      field.files = event.dataTransfer.files;
    }
  });
}
