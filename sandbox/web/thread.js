// The list of messages of one chat. Draws only what changed, keeps an edited message in its place
// (and the focus on its button), lets a deleted one go, and stays at the bottom when it was there.

import { avatar, el, icon } from "./dom.js";
import { settleQuotes } from "./entities.js";
import { drawMessage, isOwn, serviceWords, signature } from "./message.js";
import { dateOf, dayKey, dayName } from "./time.js";

const NEAR_BOTTOM = 90;
const SAME_BREATH = 5 * 60 * 1000;
const LEAVING_TIME = 160;

const still = matchMedia("(prefers-reduced-motion: reduce)");

export class Thread {
  constructor(testid) {
    this.list = el("div", { class: "thread-list" });
    this.log = el("div", { class: "thread", role: "log", "aria-live": "polite", "aria-label": "Messages", tabindex: 0, dataset: { testid } }, this.list);
    this.jump = el("button", { type: "button", class: "jump", "aria-label": "Go to the newest message", hidden: true, onclick: () => this.toBottom(true) }, icon("down", 22), el("span", { class: "badge", hidden: true }));
    this.root = el("div", { class: "thread-box" }, this.log, this.jump);
    this.drawn = new Map();
    this.stuck = true;
    this.missed = 0;
    this.log.addEventListener("keydown", (event) => this.key(event));
    this.log.addEventListener("scroll", () => this.noticeScroll(), { passive: true });
    // Pictures that load, a keyboard that opens: whatever grows, the newest message stays in sight.
    const keep = new ResizeObserver(() => this.stuck && this.toBottom());
    keep.observe(this.list);
    keep.observe(this.log);
  }

  /** Forgets the chat on show; the next one is drawn without movement. */
  clear() {
    this.drawn.clear();
    this.list.replaceChildren();
    this.stuck = true;
    this.missed = 0;
    this.fresh = true;
  }

  show(messages, hooks) {
    this.log.setAttribute("aria-busy", "true");
    const wanted = [];
    const alive = new Set();
    let before = null;
    let arrived = 0;
    for (const message of messages) {
      alive.add(message.id);
      const day = dayKey(dateOf(message.date));
      if (!before || dayKey(dateOf(before.date)) !== day) wanted.push(this.day(day, message, hooks));
      const known = this.drawn.has(message.id);
      wanted.push(this.article(message, hooks));
      if (!known) arrived += isOwn(message, hooks.viewer) ? 0 : 1;
      if (!known && isOwn(message, hooks.viewer)) this.stuck = true;
      before = message;
    }
    group(messages, this.drawn, hooks);
    this.dropOthers(alive);
    this.arrange(wanted);
    settleQuotes(this.list);
    this.missed = this.stuck || this.fresh ? 0 : this.missed + arrived;
    if (this.stuck || this.fresh) this.toBottom();
    this.fresh = false;
    this.paintJump();
    this.log.removeAttribute("aria-busy");
  }

  article(message, hooks) {
    const sign = signature(message, hooks);
    const known = this.drawn.get(message.id);
    if (known && known.sign === sign) return known.node;
    const node = known?.node || this.newArticle(message, hooks);
    const place = node.contains(document.activeElement) ? document.activeElement.dataset.place || "0.0" : null;
    const film = reusable(known, message) ? node.querySelector(".media, .sound") : null;
    const service = serviceWords(message);
    const stack = node.querySelector(".stack");
    stack.replaceChildren(...(service ? [el("span", { class: "pill", dir: "auto" }, service)] : drawMessage(message, hooks)));
    node.classList.toggle("service", Boolean(service));
    if (film) stack.querySelector(".media, .sound")?.replaceWith(film);
    this.drawn.set(message.id, { node, sign, message });
    if (place !== null) refocus(node, place);
    return node;
  }

  newArticle(message, hooks) {
    const side = isOwn(message, hooks.viewer) ? "out" : "in";
    const classes = ["message", side];
    if (!this.fresh && !still.matches) classes.push("arriving");
    const face = hooks.showFace(message) ? avatar(message.from?.id || 0, hooks.authorOf(message), message.from?.is_bot ? "bot" : "person") : null;
    const node = el("article", { class: classes.join(" "), tabindex: -1, "aria-label": hooks.authorOf(message), dataset: { messageId: message.id } }, face, el("div", { class: "stack" }));
    // It arrives once: what is shown again after a change of tabs has been there before.
    node.addEventListener("animationend", () => node.classList.remove("arriving"), { once: true });
    return node;
  }

  day(key, message, hooks) {
    const id = `day ${key}`;
    const name = dayName(dateOf(message.date), hooks.language, hooks.words);
    const known = this.drawn.get(id);
    if (known && known.node.textContent === name) return known.node;
    const node = el("div", { class: "day" }, el("span", { class: "pill" }, name));
    this.drawn.set(id, { node, day: true });
    return node;
  }

  dropOthers(alive) {
    for (const [id, entry] of this.drawn) {
      if (entry.day || alive.has(id)) continue;
      this.drawn.delete(id);
      leave(entry.node);
    }
  }

  arrange(wanted) {
    const set = new Set(wanted);
    for (const [id, entry] of this.drawn) {
      if (entry.day && !set.has(entry.node)) this.drawn.delete(id);
    }
    for (const node of [...this.list.children]) {
      if (!set.has(node) && !node.classList.contains("leaving")) node.remove();
    }
    let at = this.list.firstElementChild;
    for (const node of wanted) {
      while (at && at.classList.contains("leaving")) at = at.nextElementSibling;
      if (at === node) at = at.nextElementSibling;
      else this.list.insertBefore(node, at);
    }
  }

  // Arrow keys walk through the messages; Enter opens the menu of the one that has the focus.
  key(event) {
    const on = event.target;
    if (on !== this.log && !on.matches(".message")) return;
    const step = { ArrowUp: "previousElementSibling", ArrowDown: "nextElementSibling" }[event.key];
    if (step) {
      event.preventDefault();
      let next = on === this.log ? this.list.lastElementChild : on[step];
      while (next && !next.matches(".message")) next = next[step];
      next?.focus();
      next?.scrollIntoView({ block: "nearest" });
    } else if (on !== this.log && event.key === "Enter") {
      event.preventDefault();
      on.querySelector(".message-more")?.click();
    } else if (on !== this.log && event.key === "Escape") this.log.focus();
  }

  noticeScroll() {
    const { scrollHeight, scrollTop, clientHeight } = this.log;
    // The box changed its size and nobody scrolled: the observer brings the bottom back.
    if (this.stuck && this.size !== scrollHeight + clientHeight / 1e5) return;
    this.stuck = scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM;
    if (this.stuck) this.missed = 0;
    this.paintJump();
  }

  paintJump() {
    this.jump.hidden = this.stuck;
    const badge = this.jump.querySelector(".badge");
    badge.hidden = !this.missed;
    badge.textContent = this.missed;
  }

  toBottom(smooth = false) {
    this.log.scrollTo({ top: this.log.scrollHeight, behavior: smooth && !still.matches ? "smooth" : "instant" });
    this.stuck = true;
    this.size = this.log.scrollHeight + this.log.clientHeight / 1e5;
  }

  reveal(id) {
    const node = this.drawn.get(id)?.node;
    if (!node) return;
    node.scrollIntoView({ block: "center", behavior: still.matches ? "instant" : "smooth" });
    node.classList.add("pointed");
    setTimeout(() => node.classList.remove("pointed"), 1400);
  }
}

const reusable = (known, message) => known?.message?.media?.file_id && known.message.media.file_id === message.media?.file_id;

function refocus(node, place) {
  const target = node.querySelector(`[data-place="${place}"]`) || node.querySelector(".inline-button");
  target?.focus({ preventScroll: true });
}

// The element is no message any more from this moment on; only its picture fades.
function leave(node) {
  delete node.dataset.messageId;
  if (still.matches) {
    node.remove();
    return;
  }
  node.setAttribute("aria-hidden", "true");
  node.classList.add("leaving");
  setTimeout(() => node.remove(), LEAVING_TIME);
}

// Messages of one author in one breath belong together: only the last has the tail and the face.
function group(messages, drawn, hooks) {
  messages.forEach((message, index) => {
    const node = drawn.get(message.id)?.node;
    if (!node) return;
    node.classList.toggle("first", !joined(messages[index - 1], message));
    node.classList.toggle("last", !joined(message, messages[index + 1]));
    node.classList.toggle("tailed", !joined(message, messages[index + 1]) && !message.buttons?.length && hooks.tails);
    node.classList.toggle("with-buttons", Boolean(message.buttons?.length));
  });
}

function joined(one, other) {
  if (!one || !other || serviceWords(one) || serviceWords(other)) return false;
  if (one.buttons?.length || (one.from?.id ?? 0) !== (other.from?.id ?? 0)) return false;
  const first = dateOf(one.date);
  const second = dateOf(other.date);
  return second - first < SAME_BREATH && dayKey(first) === dayKey(second);
}
