// Loaded by the columns that hold a video, as a module: however many there are, it runs once. Without it the link beside each is enough.
const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation";

const load = button => {
  const frame = document.createElement("iframe");
  frame.title = button.dataset.title;
  frame.setAttribute("sandbox", SANDBOX);
  frame.allow = "encrypted-media; fullscreen; picture-in-picture";
  frame.referrerPolicy = "strict-origin-when-cross-origin"; // players refuse to play for a site that does not say who it is
  frame.src = button.dataset.player;
  const figure = button.closest("figure");
  for (const note of figure.querySelectorAll("p.caption")) note.remove();
  button.remove();
  figure.prepend(frame);
  frame.focus();
};

for (const button of document.querySelectorAll("button[data-player]")) {
  button.addEventListener("click", () => load(button));
  for (const hidden of button.closest("figure").querySelectorAll("[hidden]")) hidden.hidden = false;
}
