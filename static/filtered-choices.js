// The Wagtail admin's field for choosing some of many: typing narrows the check boxes down, and what is chosen stands above them.
(() => {
  const plain = text => text.normalize("NFC").toLocaleLowerCase().replace(/\s+/g, "");

  const start = box => {
    if (box.dataset.started) return;
    box.dataset.started = "";
    const filter = box.querySelector("[data-filter]"), chosen = box.querySelector("[data-chosen]"), none = box.querySelector("[data-none]");
    const labels = [...box.querySelectorAll("label")], nameOf = label => label.querySelector("span").textContent;

    const showChosen = () => {
      chosen.replaceChildren(...labels.filter(label => label.control.checked).map(label => {
        const item = document.createElement("li"), button = document.createElement("button");
        button.type = "button";
        button.textContent = `${nameOf(label)} ×`;
        button.addEventListener("click", () => label.control.click());
        item.append(button);
        return item;
      }));
      chosen.hidden = !chosen.children.length;
    };
    const narrow = () => {
      const wanted = plain(filter.value);
      for (const label of labels) label.hidden = !plain(nameOf(label)).includes(wanted);
      for (const group of box.querySelectorAll("fieldset")) group.hidden = !group.querySelector("label:not([hidden])");
      none.hidden = labels.some(label => !label.hidden);
    };
    filter.hidden = labels.length < 12;
    filter.addEventListener("input", narrow);
    filter.addEventListener("keydown", event => {
      if (event.key !== "Enter") return;
      event.preventDefault();  // would save the page
      const left = labels.filter(label => !label.hidden);
      if (left.length === 1) { left[0].control.click(); filter.value = ""; narrow(); }
    });
    box.addEventListener("change", showChosen);
    showChosen();
  };

  addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-choices]").forEach(start));
})();
