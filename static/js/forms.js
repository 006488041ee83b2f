// Long forms: searchable selects, the current section in the list beside, a draft kept in this browser tab.
// A list too long for the page (data-remote) is searched on the server while one types.
const remote = (url) => ({
  searchField: [],
  score: () => () => 1,
  shouldLoad: (words) => words.trim().length > 1,
  load: (words, show) => {
    fetch(`${url}?q=${encodeURIComponent(words)}`, { headers: { Accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : { results: [] }))
      .then((found) => show(found.results))
      .catch(() => show());
  },
});
const words = document.getElementById("page-form").dataset;
for (const select of document.querySelectorAll("select[multiple], select[data-search]")) {
  // The label moves to the search box, so the select itself keeps its name for whoever still meets it.
  const label = document.querySelector(`label[for="${select.id}"]`);
  if (label) select.setAttribute("aria-label", label.textContent.trim());
  // eslint-disable-next-line no-undef
  new TomSelect(select, {
    plugins: select.multiple ? { remove_button: { title: words.takeAway } } : {},
    render: { no_results: () => `<div class="no-results">${words.noResults}</div>` },
    maxOptions: 300,
    allowEmptyOption: true,
    ...(select.dataset.remote ? remote(select.dataset.remote) : {}),
  });
  // The control that took its place has the label now; the select itself only carries the value.
  select.setAttribute("aria-hidden", "true");
  select.addEventListener("focus", () => select.tomselect.focus()); // a link of the error summary leads here
}

const links = [...document.querySelectorAll(".toc a")];
if (links.length) {
  const watch = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        for (const link of links) {
          if (link.hash === `#${entry.target.id}`) link.setAttribute("aria-current", "true");
          else link.removeAttribute("aria-current");
        }
      }
    },
    { rootMargin: "-10% 0px -70% 0px" },
  );
  for (const link of links) {
    const section = document.getElementById(link.hash.slice(1));
    if (section) watch.observe(section);
  }
}

const form = document.getElementById("page-form");
if (form) {
  let dirty = Boolean(document.querySelector(".esum"));
  form.addEventListener("input", () => {
    dirty = true;
  });
  form.addEventListener("submit", () => {
    dirty = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (dirty) event.preventDefault();
  });
}
