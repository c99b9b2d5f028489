// Suggestions while somebody types: a combobox (ARIA Authoring Practices, list autocomplete). Loaded when a search field gets the focus.
// Without it the field is a form like any other.
(() => {
  const PAUSE = 180;
  let made = 0;

  const node = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  const option = (entry, id) => {
    const seal = entry.seal ? [node("span", { className: `seal s ${entry.dye}`, textContent: entry.seal })] : [];
    const made = node("li", { id }, ...seal, node("span", { textContent: entry.label }), node("small", { textContent: entry.kind }));
    seal[0]?.setAttribute("aria-hidden", "true");
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    made.dataset.address = entry.address;
    return made;
  };

  const setUp = form => {
    const field = form.querySelector("[name=q]"), id = `suggestions-${++made}`;
    const list = node("ul", { id, className: "suggestions", hidden: true }), status = node("p", { className: "sr" });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", form.dataset.listed);
    status.setAttribute("role", "status");
    for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": id }))
      field.setAttribute(name, value);
    form.append(list, status);
    let waiting = 0, asking = null, active = -1, asked = field.defaultValue.trim();  // what was typed before this script was here is asked for below

    const choose = place => {
      list.children[active]?.setAttribute("aria-selected", "false");
      active = place;
      const chosen = list.children[active];
      chosen?.setAttribute("aria-selected", "true");
      chosen?.scrollIntoView({ block: "nearest" });
      if (chosen) field.setAttribute("aria-activedescendant", chosen.id); else field.removeAttribute("aria-activedescendant");
    };
    const close = () => {
      clearTimeout(waiting);
      asking?.abort();
      list.hidden = true;
      field.setAttribute("aria-expanded", "false");
      choose(-1);
    };
    const show = entries => {
      choose(-1);
      list.replaceChildren(...entries.map((entry, place) => option(entry, `${id}-${place}`)));
      list.hidden = !entries.length;
      field.setAttribute("aria-expanded", String(!list.hidden));
      status.textContent = entries.length === 1 ? form.dataset.foundOne : entries.length ? form.dataset.foundMany.replace("{n}", entries.length) : "";
    };
    const ask = async () => {
      const typed = field.value.trim();
      if (typed === asked && !list.hidden) return;
      asked = typed;
      asking?.abort();
      if (!typed) return close();
      asking = new AbortController();
      try {
        const answer = await fetch(`${form.dataset.suggestions}?q=${encodeURIComponent(typed)}`, { signal: asking.signal });
        if (answer.ok && document.activeElement === field) show((await answer.json()).suggestions);
      } catch { /* stopped, or no connection: the form works all the same */ }
    };
    const follow = entry => { close(); location.assign(entry.dataset.address) };

    field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, PAUSE) });
    field.addEventListener("blur", () => setTimeout(() => { if (document.activeElement !== field) close() }, 100));
    field.addEventListener("keydown", event => {
      if (event.isComposing) return;  // a syllable is being made: the keys are its own
      const last = list.children.length - 1;
      if (event.key === "Escape" && !list.hidden) { event.preventDefault(); return close() }
      if (list.hidden && event.key === "ArrowDown") { asked = null; return void ask() }
      if (list.hidden) return;
      if (event.key === "ArrowDown") { event.preventDefault(); choose(active < last ? active + 1 : -1) }
      else if (event.key === "ArrowUp") { event.preventDefault(); choose(active < 0 ? last : active - 1) }
      else if (event.key === "Enter" && active >= 0) { event.preventDefault(); follow(list.children[active]) }
    });
    list.addEventListener("pointerdown", event => event.preventDefault());  // the field keeps the focus
    list.addEventListener("click", event => { const entry = event.target.closest("[role=option]"); if (entry) follow(entry) });
    form.addEventListener("submit", close);
    if (document.activeElement === field && field.value.trim() !== asked) ask();
  };

  document.querySelectorAll("form[data-suggestions]").forEach(setUp);
})();
