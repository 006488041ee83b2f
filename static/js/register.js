// Bulk selection of a register: counts what is ticked and marks the rows. Without it every box still works.
const form = document.querySelector("[data-register]");
const bar = form && form.querySelector("[data-bulk]");
if (bar) {
  const boxes = [...form.querySelectorAll("input[name=row]")];
  const page = form.querySelector("[data-bulk-page]");
  const all = form.querySelector("[data-bulk-all]");
  const count = form.querySelector("[data-bulk-count]");
  const update = () => {
    const ticked = boxes.filter((box) => box.checked);
    for (const box of boxes) box.closest("tr").classList.toggle("on", box.checked || Boolean(all && all.checked));
    page.checked = ticked.length === boxes.length;
    page.indeterminate = ticked.length > 0 && ticked.length < boxes.length;
    const chosen = all && all.checked ? Number(count.dataset.total) : ticked.length;
    for (const act of bar.querySelectorAll(".bulk-act")) act.hidden = !chosen;
    bar.hidden = !ticked.length && !(all && all.checked) && !all;
    count.textContent = count.dataset.one.replace("%n", chosen).replace("%total", count.dataset.total);
  };
  page.addEventListener("change", () => {
    for (const box of boxes) box.checked = page.checked;
    update();
  });
  form.addEventListener("change", update);
  update();
}
