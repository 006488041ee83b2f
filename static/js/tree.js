// The plan tree in edit mode: drag a row by its handle, or Alt and an arrow on it. The buttons do the same without this.
const STEP = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "out", ArrowRight: "in" };
let dragged = null;

const send = (values) => {
  const card = document.getElementById("tree");
  const structure = card.querySelector("input[name=structure]").value;
  // eslint-disable-next-line no-undef
  htmx.ajax("POST", card.dataset.moveUrl, { target: "#tree", swap: "outerHTML", values: { structure, ...values } });
};

const clear = () => {
  for (const row of document.querySelectorAll(".drop-before, .drop-onto, .drop-last")) row.classList.remove("drop-before", "drop-onto", "drop-last");
};

// Onto the middle of an element puts the row inside it; its upper third, or another action, goes before; below the
// last row of all, an element is the last of the plan.
const place = (row, event) => {
  const box = row.getBoundingClientRect();
  const upper = event.clientY - box.top < box.height / 3;
  const isElement = row.dataset.row.startsWith("e");
  const isLast = row === [...document.querySelectorAll("[data-tree-edit] [data-row]")].pop();
  if (isLast && dragged.dataset.row.startsWith("e") && box.bottom - event.clientY < box.height / 4) return "last";
  const sameKind = row.dataset.row[0] === dragged.dataset.row[0];
  return sameKind && (upper || !isElement) ? "before" : isElement ? "onto" : null;
};

document.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest("[data-handle]");
  const row = handle && handle.closest("[data-row]");
  if (row) row.draggable = true;
});
document.addEventListener("dragstart", (event) => {
  const row = event.target.closest && event.target.closest("[data-tree-edit] [data-row]");
  if (!row) return;
  dragged = row;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", row.dataset.row);
});
document.addEventListener("dragover", (event) => {
  const row = dragged && event.target.closest("[data-row]");
  clear();
  if (!row || row === dragged) return;
  const where = place(row, event);
  if (!where) return;
  event.preventDefault();
  row.classList.add(`drop-${where}`);
});
document.addEventListener("drop", (event) => {
  const row = dragged && event.target.closest("[data-row]");
  if (!row || row === dragged) return;
  event.preventDefault();
  const where = place(row, event);
  if (where) send({ moved: dragged.dataset.row, ...(where === "last" ? {} : { [where]: row.dataset.row }) });
});
document.addEventListener("dragend", () => {
  if (dragged) dragged.draggable = false;
  dragged = null;
  clear();
});
document.addEventListener("keydown", (event) => {
  const row = event.target.closest && event.target.closest("[data-tree-edit] [data-row]");
  if (!row || event.target !== row || !event.altKey || !STEP[event.key]) return;
  event.preventDefault();
  row.dataset.moving = "yes";
  sessionStorage.setItem("tree-focus", row.dataset.row);
  send({ step: `${row.dataset.row}:${STEP[event.key]}` });
});
// A row as a form: Escape leaves it as the cancel link does; saved or left, the focus goes back to its row.
document.addEventListener("keydown", (event) => {
  const form = event.key === "Escape" && event.target.closest && event.target.closest("[data-inline]");
  if (!form) return;
  event.preventDefault();
  form.querySelector("[data-inline-cancel]").click();
});
document.addEventListener("htmx:beforeRequest", (event) => {
  const row = event.target.closest && event.target.closest(".inline-row");
  if (row) sessionStorage.setItem("tree-focus", row.id);
});
document.addEventListener("htmx:afterSettle", (event) => {
  const form = event.target.querySelector && event.target.querySelector("[data-inline]");
  const name = sessionStorage.getItem("tree-focus");
  sessionStorage.removeItem("tree-focus");
  const place = form ? form.querySelector("[aria-invalid=true], [name=title]") : name && document.getElementById(name);
  if (place) place.focus();
});
// A saved row answers with the whole tree; a row with errors answers with itself.
document.addEventListener("htmx:beforeSwap", (event) => {
  const text = event.detail.serverResponse || "";
  if (text.trimStart().startsWith('<section class="card-il" id="tree"')) event.detail.target = document.getElementById("tree");
});
