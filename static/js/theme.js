// Before the first paint: a reader who has not chosen a theme gets the device's own.
if (document.documentElement.hasAttribute("data-theme-auto") && matchMedia("(prefers-color-scheme: dark)").matches) {
  document.documentElement.setAttribute("data-bs-theme", "dark");
}
