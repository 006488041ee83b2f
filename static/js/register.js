// Bulk selection of a register: the bar shows once a row is ticked, and counts. Without it every box still works.
const form = document.querySelector("[data-register]");
const bar = form && form.querySelector("[data-bulk]");
if (bar) {
  const boxes = [...form.querySelectorAll("input[name=row]")];
  const page = form.querySelector("[data-bulk-page]");
  const all = form.querySelector("[data-bulk-all]");
  const count = form.querySelector("[data-bulk-count]");
  const said = form.querySelector("[data-bulk-said]");
  const update = () => {
    const ticked = boxes.filter((box) => box.checked);
    for (const box of boxes) box.closest("tr").classList.toggle("on", box.checked || Boolean(all && all.checked));
    page.checked = ticked.length === boxes.length;
    page.indeterminate = ticked.length > 0 && ticked.length < boxes.length;
    const chosen = all && all.checked ? Number(count.dataset.total) : ticked.length;
    bar.hidden = !chosen;
    const words = chosen === 1 ? count.dataset.one : count.dataset.many.replace("%n", chosen);
    count.textContent = words.replace("%total", count.dataset.total);
    if (said.textContent || chosen) said.textContent = count.textContent;
  };
  page.addEventListener("change", () => {
    for (const box of boxes) box.checked = page.checked;
    update();
  });
  form.addEventListener("change", update);
  form.addEventListener("reset", () => setTimeout(update)); // once the boxes are empty
  update();
}
