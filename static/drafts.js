// Drafts: what is typed into a composer is kept in this browser until it has been posted.
//
// Whose a draft is: each is kept on this device only, under its member's number, its place and the key of its form, so that two tabs
// never write over one another. It goes once the server says that a comment was made of that form, when its member logs out here, when
// anybody else opens a composer in this browser, after 30 days, and when 20 newer ones are kept. A session that merely ends takes
// nothing away: its member will be back, and nobody else is shown what is theirs.
(() => {
  const PREFIX = "draft:", OLDEST = 30 * 86400000, MOST = 20, PAUSE = 400, SHOWN = 60;

  // Private windows may refuse to store; then nothing is kept, and nothing else changes.
  const store = (kind, act) => { try { return act(window[kind]) } catch { return null } };
  const drop = draft => store("localStorage", box => box.removeItem(draft.key));
  const read = (box, key) => {
    const [, member, place, id] = key.split(":");
    try { return { at: 0, body: "", ...JSON.parse(box.getItem(key)), key, member, place, id } } catch { return { at: 0, body: "", key } }
  };
  const kept = () => (store("localStorage", box => Object.keys(box).filter(key => key.startsWith(PREFIX)).map(key => read(box, key))) || [])
    .sort((one, other) => other.at - one.at);
  const tidy = member => kept().forEach((draft, rank) => {
    if (draft.member !== member || draft.at < Date.now() - OLDEST || rank >= MOST) drop(draft);
  });
  // crypto.randomUUID is for secure origins only.
  const uuid = () => "10000000-1000-4000-8000-100000000000".replace(/[018]/g, digit =>
    (digit ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> digit / 4).toString(16));

  class Draft {
    constructor(form) {
      const { member, place, edition, draft, posted = "" } = form.dataset;
      Object.assign(this, { form, member, place, edition, area: form.elements.body, id: draft || uuid(), isSent: false, isTouched: false });
      this.posted = posted.split(" ");
      this.isRefused = Boolean(form.querySelector("[role=alert]"));
      this.original = edition !== undefined && !this.isRefused ? this.area.value : "";  // what there is no need to keep
      this.tab = `${PREFIX}${member}:${place}`;  // where this tab remembers which draft is its own
    }
    get key() { return `${this.tab}:${this.id}` }
    get choices() {
      return [...this.form.elements].filter(one => one.name && one !== this.area && !["hidden", "submit"].includes(one.type));
    }
    save() {
      this.isTouched = false;
      if (!this.area.value.trim() || this.area.value === this.original) return drop(this);
      const more = Object.fromEntries(this.choices.map(one => [one.name, one.type === "checkbox" ? one.checked : one.value]));
      const words = { body: this.area.value, more, at: Date.now(), base: this.edition, isSent: this.isSent };
      store("localStorage", box => box.setItem(this.key, JSON.stringify(words)));
      store("sessionStorage", box => box.setItem(this.tab, this.id));
    }
    load(draft, isWhole) {
      this.area.value = isWhole ? draft.body : `${this.area.value.trimEnd()}\n\n${draft.body}`;
      for (const one of this.choices) if (one.name in (draft.more || {})) one[one.type === "checkbox" ? "checked" : "value"] = draft.more[one.name];
      for (const more of this.form.querySelectorAll("details")) more.open ||= Boolean(more.querySelector(":checked:not([value=''])"));
      drop(draft);
      this.save();
      this.form.dispatchEvent(new Event("drafted"));
    }
    // Whether it has become what it was to be: a comment, or the present text of one.
    isDone(draft) { return draft.isSent && (this.edition === undefined ? this.posted.includes(draft.id) : draft.base !== this.edition) }
    offer([draft, ...others]) {
      const note = this.form.querySelector("[data-kept]"), on = name => this.form.querySelector(`[data-kept-${name}]`);
      note.hidden = !draft;
      if (!draft) return;
      on("words").textContent = draft.body.trim().slice(0, SHOWN);
      on("load").onclick = () => { this.load(draft, !this.area.value.trim() || this.area.value === this.original); this.offer(others); this.area.focus() };
      on("drop").onclick = () => { drop(draft); this.offer(others); this.area.focus() };
    }
    open() {
      const here = kept().filter(draft => draft.member === this.member && draft.place === this.place && draft.id !== this.id);
      here.filter(draft => this.isDone(draft)).forEach(drop);
      const open = here.filter(draft => !this.isDone(draft)), same = open.filter(draft => draft.body === this.area.value);
      same.forEach(drop);
      if (same.length || this.isRefused || this.area.value !== this.area.defaultValue) this.save();
      const tab = store("sessionStorage", box => box.getItem(this.tab)), own = open.find(draft => draft.id === tab);
      const isUntouched = !this.isRefused && this.area.value === this.original && own?.base === this.edition;
      if (own && isUntouched) { this.load(own, true); this.say("restored") }
      this.offer(open.filter(draft => !same.includes(draft) && !(draft === own && isUntouched)));
    }
    // Written on after it was sent and come back to, it is another comment if it is sent again.
    renew() {
      this.isSent = false;
      this.id = uuid();
      if (this.form.elements.key) this.form.elements.key.value = this.id;
    }
    say(name) { const said = this.form.querySelector("[data-said]"); said.textContent = said.dataset[name] }
  }

  const watch = form => {
    const draft = new Draft(form);
    let timer;
    tidy(draft.member);
    draft.open();
    form.addEventListener("input", () => {
      if (draft.isSent) draft.renew();
      draft.isTouched = true;
      clearTimeout(timer);
      timer = setTimeout(() => draft.save(), PAUSE);
    });
    form.addEventListener("submit", event => {
      clearTimeout(timer);
      draft.isSent = navigator.onLine && !event.submitter?.matches("[data-preview]");
      draft.save();
    });
    addEventListener("pagehide", () => { if (draft.isTouched) draft.save() });
  };

  for (const out of document.querySelectorAll("[data-forget-drafts]")) {
    out.addEventListener("submit", () => out.checkValidity() && kept().forEach(drop));
  }
  const form = document.querySelector("form.composer");
  if (form) watch(form);
})();
