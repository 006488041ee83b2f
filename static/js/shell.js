// The frame of every page: Ctrl K, focus on errors, forms sent once, sessions that end.
document.addEventListener("keydown", (event) => {
  const box = document.getElementById("q-top");
  if (box && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    box.focus();
  }
});

const summary = document.querySelector(".esum");
if (summary) summary.focus();

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (event.target.dataset.sent) {
    event.preventDefault();
    return;
  }
  if (event.target.method !== "post" || event.target.hasAttribute("hx-post")) return;
  event.target.dataset.sent = "yes";
  if (button && button.dataset.busy) {
    button.style.setProperty("min-width", `${button.offsetWidth}px`);
    button.dataset.label = button.textContent;
    button.textContent = button.dataset.busy;
  }
});

// A page taken back from the browser's memory may send its form again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[data-label]")) button.textContent = button.dataset.label;
  }
});

document.body.addEventListener("session-ended", () => {
  const template = document.getElementById("session-ended");
  if (template && !document.querySelector(".session-note")) {
    document.getElementById("main").prepend(template.content.cloneNode(true));
  }
});

for (const link of document.querySelectorAll("[data-print]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    window.print();
  });
}

for (const button of document.querySelectorAll("[data-reveal]")) {
  const field = document.getElementById(button.dataset.reveal);
  button.addEventListener("click", () => {
    const shown = field.type === "text";
    field.type = shown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!shown));
  });
}
