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

  // Absolute times, as the server sends them to everybody, become relative; after a week the date says more.
  const STEPS = [[60, "second"], [3600, "minute", 60], [86400, "hour", 3600], [604800, "day", 86400]];
  const relative = node => {
    const seconds = (Date.now() - new Date(node.dateTime)) / 1000;
    if (seconds < -60 || seconds >= 604800) return;
    const words = new Intl.RelativeTimeFormat(root.lang, { numeric: "auto" });
    const step = STEPS.find(([limit]) => seconds < limit);
    node.textContent = step[2] ? words.format(-Math.floor(seconds / step[2]), step[1]) : words.format(0, "second").replace("지금", "방금");
  };
  const refresh = () => document.querySelectorAll("time[data-ago]").forEach(relative);

  addEventListener("click", event => {
    const target = event.target.closest("[data-theme-toggle], button[data-face], [data-copy]");
    if (!target) return;
    if ("themeToggle" in target.dataset) put("theme", root.dataset.theme = isDark() ? "light" : "dark");
    else if ("copy" in target.dataset) navigator.clipboard?.writeText(new URL(target.dataset.copy, location)).then(() => { target.dataset.done = "" });
    else { put("face", root.dataset.face = target.dataset.face); setFace(target.dataset.face) }
  });

  // Comments that were asked for and came in place: their times, the reader's place among them, and a word for who cannot see them.
  addEventListener("htmx:beforeSwap", event => { event.detail.target.dataset.after = event.detail.target.previousElementSibling?.id || "" });
  addEventListener("htmx:afterSwap", event => {
    refresh();
    const last = document.getElementById(event.detail.target.dataset.after);
    last?.nextElementSibling?.querySelector("a")?.focus({ preventScroll: true });
    const status = document.querySelector("[data-more-status]");
    if (status) status.textContent = status.dataset.moreStatus;
  });

  addEventListener("DOMContentLoaded", () => {
    for (const node of document.querySelectorAll("[data-theme-toggle], [data-needs-script]")) node.hidden = false;
    if (get("face")) setFace(get("face"));
    refresh();
    setInterval(refresh, 60000);
  });
})();
