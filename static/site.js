// The only script that every page loads. All of it is convenience: the pages work as plain links and forms without it.
(() => {
  const root = document.documentElement;
  const get = key => { try { return localStorage.getItem(key) } catch { return null } };
  const put = (key, value) => { try { localStorage.setItem(key, value) } catch { /* private windows may refuse */ } };
  for (const key of ["theme", "face"]) if (get(key)) root.dataset[key] = get(key);

  const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const setFace = face => {
    for (const button of document.querySelectorAll("button[data-face]")) button.setAttribute("aria-pressed", button.dataset.face === face);
  };

  const say = text => { const status = document.querySelector("[data-talk-status]"); if (status) status.textContent = text };

  // A link to pass on: by whatever the telephone offers, else copied; where neither is to be had the link is simply followed.
  const share = (event, link) => {
    const url = link.href;
    if (navigator.share && matchMedia("(pointer: coarse)").matches) {
      event.preventDefault();
      return navigator.share({ url, title: document.title }).catch(() => {});
    }
    if (!navigator.clipboard) return;
    event.preventDefault();
    navigator.clipboard.writeText(url).then(() => {
      link.dataset.done = "";
      say(document.querySelector("[data-talk-status]")?.dataset.copied || "");
    }, () => location.assign(link.href));
  };

  // Absolute times, as the server sends them to everybody, become relative; after a week the date says more.
  const STEPS = [[60, "second"], [3600, "minute", 60], [86400, "hour", 3600], [604800, "day", 86400]];
  const relative = node => {
    const seconds = (Date.now() - new Date(node.dateTime)) / 1000;
    if (seconds < -60 || seconds >= 604800) return;
    const words = new Intl.RelativeTimeFormat(root.lang, { numeric: "auto" });
    const step = STEPS.find(([limit]) => seconds < limit);
    node.title ||= node.textContent;
    node.textContent = step[2] ? words.format(-Math.floor(seconds / step[2]), step[1]) : words.format(0, "second").replace("지금", "방금");
  };
  const refresh = () => document.querySelectorAll("time[data-ago]").forEach(relative);

  addEventListener("click", event => {
    const target = event.target.closest("[data-theme-toggle], button[data-face], [data-copy]");
    if (!target) return;
    if ("themeToggle" in target.dataset) put("theme", root.dataset.theme = isDark() ? "light" : "dark");
    else if ("copy" in target.dataset) share(event, target);
    else { put("face", root.dataset.face = target.dataset.face); setFace(target.dataset.face) }
  });

  // What came in place of a button: times, the reader's place among new comments, and a word for who cannot see them.
  addEventListener("htmx:beforeSwap", event => {
    const { target } = event.detail;
    if (target.matches(".sides") && event.detail.shouldSwap) {
      event.detail.shouldSwap = false;
      return takeSides(target.dataset.comment, event.detail.xhr.responseText);
    }
    target.dataset.after = target.previousElementSibling?.id || "";
  });
  addEventListener("htmx:afterSwap", event => {
    const target = event.detail.target;
    refresh();
    if (!target.matches(".more, .further")) return;
    document.getElementById(target.dataset.after)?.nextElementSibling?.querySelector("a")?.focus({ preventScroll: true });
    say(document.querySelector("[data-talk-status]")?.dataset.more || "");
  });
  // A comment may stand on the page twice, below and beside its paragraph: both show the side that was taken.
  const takeSides = (comment, html) => {
    const held = document.activeElement, pressed = held?.getAttribute("formaction");
    document.getElementById("refusal")?.remove();
    for (const old of document.querySelectorAll(`.sides[data-comment="${comment}"]`)) {
      const fresh = new DOMParser().parseFromString(html, "text/html").querySelector(".sides");
      if (old.closest("#beside")) fresh.querySelectorAll("[id]").forEach(node => node.removeAttribute("id"));
      const hadFocus = old.contains(held);
      old.replaceWith(fresh);
      window.htmx.process(fresh);
      if (hadFocus) fresh.querySelector(`[formaction="${pressed}"]`)?.focus();
      say(fresh.innerText);
    }
  };
  // What could not be done is said beside the button that was pressed: in the server's plain words, else in general ones.
  const refuse = (button, words) => {
    document.getElementById("refusal")?.remove();
    const note = Object.assign(document.createElement("p"), { id: "refusal", className: "error", textContent: words });
    note.setAttribute("role", "alert");
    button.closest(".acts")?.append(note);
  };
  const general = () => document.querySelector("[data-talk-status]")?.dataset || {};
  addEventListener("htmx:responseError", event => {
    const { xhr, elt } = event.detail;
    refuse(elt, xhr.getResponseHeader("Content-Type")?.startsWith("text/plain") ? xhr.responseText : general().failed || "");
  });
  addEventListener("htmx:sendError", event => refuse(event.detail.elt, general().offline || ""));

  // A paragraph's comments open beside it; the link leads to the same on a page of its own.
  const wide = matchMedia("(min-width: 62rem)");
  const closeBeside = () => {
    const open = document.getElementById("beside");
    if (!open) return;
    const mark = document.querySelector("[data-beside][aria-expanded=true]");
    mark?.setAttribute("aria-expanded", "false");
    const held = open.contains(document.activeElement);
    open.remove();
    if (held) mark?.focus();
  };
  let asked = 0;
  const openBeside = async mark => {
    const mine = ++asked;  // who presses a second marker before the first has answered wants the second
    const answer = await fetch(mark.href);
    const talk = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("paragraph-talk");
    if (mine !== asked) return;
    if (!talk) return location.assign(mark.href);
    closeBeside();
    talk.querySelectorAll(".passage, #react").forEach(node => node.remove());
    talk.querySelectorAll("[id]").forEach(node => node.removeAttribute("id"));  // the discussion below has the same comments
    const aside = Object.assign(document.createElement("aside"), { id: "beside", className: "beside", tabIndex: -1 });
    const close = Object.assign(document.createElement("button"), { type: "button", className: "act", textContent: document.body.dataset.close });
    close.onclick = closeBeside;
    aside.setAttribute("aria-label", mark.getAttribute("aria-label") || mark.innerText);
    aside.append(close, ...talk.childNodes);
    const passage = mark.closest(".prose > *");
    if (wide.matches) passage.before(aside); else passage.after(aside);
    mark.setAttribute("aria-expanded", "true");
    window.htmx?.process(aside);
    refresh();
    aside.focus({ preventScroll: wide.matches });
  };
  addEventListener("click", event => {
    const mark = event.target.closest("[data-beside]");
    if (!mark || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (mark.getAttribute("aria-expanded") === "true") closeBeside(); else openBeside(mark).catch(() => location.assign(mark.href));
  });
  addEventListener("keydown", event => { if (event.key === "Escape") closeBeside() });

  // A search field proposes something once somebody is in it.
  addEventListener("focusin", event => {
    const form = event.target.closest?.("form[data-suggestions]");
    if (!form || document.querySelector("[data-searching]")) return;
    const script = Object.assign(document.createElement("script"), { src: form.dataset.script });
    script.dataset.searching = "";
    document.head.append(script);
  });

  // New comments while reading: asked for ever more slowly, only while somebody looks, and never put where they would move the text.
  const FIRST_ASKED = 30000, SLOWEST = 300000, SLOWER = 1.3;
  const watch = (note, pause) => setTimeout(async () => {
    if (document.visibilityState === "visible") {
      const answer = await fetch(note.dataset.news, { credentials: "omit" }).catch(() => null);
      const fresh = answer?.ok ? (await answer.json()).arrivals - note.dataset.seen : 0;
      const link = note.querySelector("a");
      if (fresh > 0) { link.textContent = fresh === 1 ? link.dataset.one : link.dataset.many.replace("{n}", fresh); note.hidden = false }
    }
    watch(note, Math.min(pause * SLOWER, SLOWEST));
  }, pause);

  addEventListener("DOMContentLoaded", () => {
    for (const node of document.querySelectorAll("[data-theme-toggle], [data-needs-script]")) node.hidden = false;
    if (get("face")) setFace(get("face"));
    refresh();
    setInterval(refresh, 60000);
    const news = document.querySelector("[data-news]");
    if (news) watch(news, +(news.dataset.pause || FIRST_ASKED));
  });
})();
