// The composer's conveniences: a count, tools, Ctrl/⌘+Enter, a preview in place, and words to be quoted. The composer works without.
// Every word that is shown stands in the page, where the template has translated it.
(() => {
  const form = document.querySelector("form.composer"), area = form?.elements.body;
  if (!area) return;
  const NEAR = .9, LOOK_AGAIN = 1500, REFUSALS = [422, 429];
  const said = form.querySelector("[data-said]"), say = name => { said.textContent = name ? said.dataset[name] : "" };

  const put = (text, start = area.selectionStart, end = area.selectionEnd) => {
    area.focus();
    area.setSelectionRange(start, end);
    if (document.execCommand("insertText", false, text)) return; // so that Ctrl+Z takes it back
    area.setRangeText(text, start, end, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };

  // The count, of what Python counts too: code points of the composed text.
  const output = form.querySelector("[data-count]"), most = +output.dataset.count;
  const number = new Intl.NumberFormat(document.documentElement.lang).format;
  const count = () => {
    const now = [...area.value.normalize("NFC")].length, over = now - most;
    output.setAttribute("aria-live", now > most * NEAR ? "polite" : "off");
    output.classList.toggle("error", over > 0);
    output.textContent = `${number(now)} / ${number(most)}${over > 0 ? ` · ${output.dataset.over.replace("{n}", number(over))}` : ""}`;
  };
  count();
  for (const kind of ["input", "drafted"]) form.addEventListener(kind, count);

  // The seal of the capacity that is chosen to speak in.
  const seal = form.querySelector(".by .seal");
  form.elements.speaking_as?.addEventListener("change", event => {
    const { look, seal: syllable } = event.target.selectedOptions[0].dataset;
    seal.className = `seal ${look}`;
    seal.textContent = syllable;
  });

  // Tools put their marks around what is selected, or before each of its lines.
  const around = (before, after) => {
    const start = area.selectionStart + before.length, chosen = area.value.slice(area.selectionStart, area.selectionEnd);
    put(before + chosen + after);
    area.setSelectionRange(start, start + chosen.length);
  };
  const lines = mark => {
    const start = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1, stop = area.value.indexOf("\n", area.selectionEnd);
    const end = stop < 0 ? area.value.length : stop;
    put(area.value.slice(start, end).replace(/^/gm, mark), start, end);
  };
  const TOOLS = { bold: () => around("**", "**"), link: () => around("[", "](https://)"), quote: () => lines("> "), list: () => lines("- ") };
  form.addEventListener("click", event => TOOLS[event.target.closest("[data-tool]")?.dataset.tool]?.());

  // While an input method composes a syllable Enter belongs to it; 229 is what Safari sends just after.
  area.addEventListener("keydown", event => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing || event.keyCode === 229 || event.repeat) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector(".btn.main"));
  });

  // The preview: htmx puts it in place, a second press takes it away, and it is drawn anew once the typing pauses.
  const slot = document.getElementById("preview"), button = form.querySelector("[data-preview]");
  const show = isOpen => {
    slot.hidden = !isOpen;
    button.setAttribute("aria-expanded", isOpen);
    button.textContent = button.dataset[isOpen ? "close" : "open"];
  };
  slot.addEventListener("htmx:beforeSwap", event => {
    if (!REFUSALS.includes(event.detail.xhr.status)) return;
    event.detail.shouldSwap = true; // why there is nothing to see is said in its place
    event.detail.isError = false;
  });
  slot.addEventListener("htmx:afterSwap", () => show(true));
  form.addEventListener("htmx:sendError", () => say("offline"));
  form.addEventListener("click", event => {
    if (slot.hidden || !window.htmx || !event.target.closest("[data-preview]")) return;
    event.preventDefault();
    event.stopPropagation(); // before htmx hears of it
    slot.replaceChildren();
    show(false);
  }, true);
  let pause;
  form.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => {
      if (slot.hidden || !area.value.trim()) return;
      slot.setAttribute("aria-live", "off"); // it was asked for once; after that it follows in silence
      window.htmx?.trigger(button, "refresh");
    }, LOOK_AGAIN);
  });

  addEventListener("offline", () => say("offline"));
  addEventListener("online", () => say(""));
  form.addEventListener("submit", event => {
    if (navigator.onLine) return;
    event.preventDefault();
    say("offline");
  });

  // Words to be quoted come from this page or from the one before (quoting.js). What they quote themselves is quoted as plain words, so
  // that quotations never nest.
  const MARKS = /^(?:(?:[-+*]|\d+[.)])\s+|>\s*)+/;
  const quotation = text => text.replaceAll("\u2060", "").trim().split(/\s*\n\s*/)
    .map(line => `> ${line.replace(MARKS, marks => marks.replace(/>\s*/g, ""))}`).join("\n>\n");
  const quote = text => put(`${area.value.trim() ? `${area.value.trimEnd()}\n\n` : ""}${quotation(text)}\n\n`, 0, area.value.length);
  document.addEventListener("quote", event => {
    const { text, block } = event.detail;
    if (block && form.elements.block) form.elements.block.value = block;
    quote(text);
    form.scrollIntoView({ block: "nearest" });
  });
  try {
    const brought = JSON.parse(sessionStorage.getItem("quote"));
    if (brought?.path === location.pathname) { sessionStorage.removeItem("quote"); quote(brought.text) }
  } catch { /* private windows may refuse */ }
})();
