// The locked phone: the hour, the day, and notifications as a passer-by would read them.

import { avatar, el, icon } from "./dom.js";
import { plainPreview } from "./entities.js";
import { isOwn } from "./message.js";
import { world } from "./state.js";
import { clockTime, dateOf, longDay, now } from "./time.js";

const MOST_SHOWN = 4;
const JUST_NOW = 60 * 1000;

export class LockScreen {
  constructor({ words, language, unlock }) {
    Object.assign(this, { words, language });
    this.time = el("div", { class: "lock-time" });
    this.day = el("div", { class: "lock-day" });
    this.list = el("div", { class: "lock-list", role: "log", "aria-live": "polite", "aria-label": "Notifications", dataset: { testid: "phone-notifications" } });
    this.hint = el("button", { type: "button", class: "lock-open", dataset: { testid: "phone-unlock" }, onclick: unlock });
    this.root = el("div", { class: "lock", hidden: true, dataset: { testid: "phone-lockscreen" } }, el("div", { class: "lock-head" }, icon("lock", 22), this.day, this.time), this.list, this.hint);
    this.root.addEventListener("keydown", (event) => event.key === "Escape" && unlock());
    this.swipe(unlock);
    this.drawn = new Map();
  }

  // A pull upwards opens it, as the hint says.
  swipe(unlock) {
    let from = null;
    this.root.addEventListener("pointerdown", (event) => (from = event.clientY));
    this.root.addEventListener("pointerup", (event) => {
      if (from !== null && from - event.clientY > 80) unlock();
      from = null;
    });
  }

  tick() {
    this.time.textContent = clockTime(now(), this.language());
    this.day.textContent = longDay(now(), this.language());
  }

  open(shown) {
    this.root.hidden = !shown;
    this.hint.replaceChildren(el("span", { class: "lock-arrow", "aria-hidden": "true" }), this.words().unlock);
    this.tick();
    if (shown) this.hint.focus({ preventScroll: true });
  }

  /** Messages that came while it was locked: edited ones change their words, deleted ones go. */
  draw(messages, viewer) {
    const fresh = messages.filter((message) => !isOwn(message, viewer)).slice(-MOST_SHOWN).reverse();
    const alive = new Set(fresh.map((message) => message.id));
    for (const [id, node] of this.drawn) {
      if (alive.has(id)) continue;
      node.remove();
      this.drawn.delete(id);
    }
    for (const message of [...fresh].reverse()) {
      const known = this.drawn.get(message.id);
      const text = plainPreview(message, this.words());
      if (known) known.querySelector(".note-text").textContent = text;
      else this.add(message, text);
    }
  }

  add(message, text) {
    const date = dateOf(message.date);
    const when = now() - date < JUST_NOW ? this.words().now : clockTime(date, this.language());
    const node = el("div", { class: "note-card" }, avatar(0, world.bot.name, "bot"),
      el("div", { class: "note-words" }, el("div", { class: "note-head" }, el("strong", { dir: "auto" }, world.bot.name), el("span", {}, when)), el("div", { class: "note-text", dir: "auto" }, text)));
    this.drawn.set(message.id, node);
    this.list.prepend(node);
  }
}
