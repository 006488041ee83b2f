// Long forms: searchable selects, the current section in the list beside, a draft kept in this browser tab.
for (const select of document.querySelectorAll("select[multiple], select[data-search]")) {
  // eslint-disable-next-line no-undef
  new TomSelect(select, { plugins: select.multiple ? ["remove_button"] : [], maxOptions: 300, allowEmptyOption: true });
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
