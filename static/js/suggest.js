// A text box in which a record is written by its name: names that fit are offered while one types.
const PAUSE = 200; // ms after the last key

const offer = (box, url) => {
  const list = document.createElement("datalist");
  list.id = `${box.id}-names`;
  box.after(list);
  const first = box.getAttribute("list"); // what the page offers before anything is typed
  let waiting = 0;
  let asked = "";
  const ask = async () => {
    const words = box.value.trim();
    if (!words && first) box.setAttribute("list", first);
    if (words.length < 2 || words === asked) return;
    asked = words;
    const answer = await fetch(`${url}?${new URLSearchParams({ kind: box.dataset.suggest, q: words })}`, {
      headers: { Accept: "application/json" },
    }).catch(() => null);
    if (!answer?.ok || asked !== words) return;
    const found = await answer.json();
    list.replaceChildren(...found.results.map((name) => Object.assign(document.createElement("option"), { value: name })));
    box.setAttribute("list", list.id);
  };
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
};

for (const form of document.querySelectorAll("form[data-suggest-url]")) {
  for (const box of form.querySelectorAll("input[data-suggest]")) offer(box, form.dataset.suggestUrl);
}
