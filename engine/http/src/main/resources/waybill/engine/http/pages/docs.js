// Filters the list of operations while you type. Without it the page only lacks the filter.
"use strict";
const filter = document.getElementById("filter");
if (filter) {
  const items = [...document.querySelectorAll("nav li")];
  filter.addEventListener("input", () => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const item of items) {
      item.hidden = !words.every((word) => item.dataset.words.includes(word));
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== filter) {
      event.preventDefault();
      filter.focus();
    }
  });
}
