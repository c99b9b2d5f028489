// Words that a member has selected in a comment or in a column can be answered: a button appears among the acts of what they are of.
// The quoted words go to the composer of this page, or through this tab's own storage to that of the answer; never by the address.
(() => {
  const PAUSE = 200;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "act quoting", lang: document.documentElement.lang });
  button.textContent = document.currentScript.dataset.label;
  let target = null;

  // Where the button goes, and what a press leads to; null where nothing can be answered.
  const place = node => {
    const words = (node.closest ? node : node.parentElement)?.closest(".says, .prose [id^='p-']");
    if (!words || words.closest(".preview")) return null;
    const reply = words.parentElement.querySelector(":scope > .acts a[href*='/reply/']");
    if (reply) return { words, reply };
    if (!document.querySelector("form.composer")) return null;
    if (words.closest(".answered")) return { words };
    return words.id.startsWith("p-") ? { words, block: words.id.slice(2) } : null;
  };
  const follow = () => {
    if (document.activeElement === button) return;
    const selection = getSelection(), text = selection.toString();
    target = text.trim() ? place(selection.getRangeAt(0).commonAncestorContainer) : null;
    if (!target) return button.remove();
    target.text = text;
    const { words, reply } = target;
    if ((reply ? reply.parentElement : words).contains(button)) return;
    if (reply) reply.after(button); else words.append(button);
  };
  let pause;
  document.addEventListener("selectionchange", () => { clearTimeout(pause); pause = setTimeout(follow, PAUSE) });
  button.addEventListener("pointerdown", event => event.preventDefault()); // the press would clear what is selected
  button.addEventListener("click", () => {
    const { reply, block, text } = target;
    getSelection().removeAllRanges();
    button.remove();
    if (!reply) return document.dispatchEvent(new CustomEvent("quote", { detail: { text, block } }));
    try { sessionStorage.setItem("quote", JSON.stringify({ path: new URL(reply.href).pathname, text })) } catch { /* then without */ }
    location.assign(reply.href);
  });
})();
