// The phone: status bar, header of the bot's chat, the chat itself, the list of chats behind it, and
// the lock screen. Everything on it is in the language, and runs in the direction, of its holder.

import { api } from "./api.js";
import { Conversation } from "./conversation.js";
import { avatar, el, icon } from "./dom.js";
import { plainPreview } from "./entities.js";
import { LockScreen } from "./lock.js";
import { closeOverlays, menu, toast } from "./overlay.js";
import { chosen, isRightToLeft, languageOf, on, person, world } from "./state.js";
import { clockTime, dateOf, now, shortStamp } from "./time.js";
import { words } from "./words.js";

const TYPING_TIME = 5000;

export class Phone {
  constructor(place) {
    this.locked = false;
    this.seenId = 0;
    const device = { root: null, words: () => words(this.language()) };
    this.device = device;
    this.conversation = new Conversation({
      device,
      ids: { messages: "phone-messages", bottom: "phone-bottom", field: "phone-composer", send: "phone-send", start: "phone-start", menu: "phone-menu", attach: "phone-attach" },
      language: () => this.language(),
      start: (viewer, payload) => this.start(payload),
      changed: (messages) => this.changed(messages),
    });
    this.lock = new LockScreen({ words: device.words, language: () => this.language(), unlock: () => this.setLocked(false) });
    device.root = this.build();
    this.power = el("button", { type: "button", class: "side-button power", "aria-label": "Lock or unlock the phone", onclick: () => this.setLocked(!this.locked) });
    this.root = el("div", { class: "phone-body" }, el("span", { class: "side-button left-1" }), el("span", { class: "side-button left-2" }), el("span", { class: "side-button left-3" }), this.power, device.root);
    place.append(this.root);
    on("person", () => this.holderChanged());
    on("world", () => this.worldChanged());
    on("tick", () => this.tick());
  }

  language() {
    return languageOf(chosen.person);
  }

  build() {
    this.clock = el("span", { class: "status-clock" });
    this.name = el("strong", { dir: "auto" });
    this.under = el("span", { class: "header-under" });
    this.face = el("span", {});
    this.backButton = el("button", { type: "button", class: "icon-button back", dataset: { testid: "phone-back" }, onclick: () => this.turn("list") }, icon("back"));
    this.moreButton = el("button", { type: "button", class: "icon-button", "aria-haspopup": "menu", "aria-label": "More", dataset: { testid: "phone-more" }, onclick: () => this.openMore() }, icon("more"));
    const header = el("header", { class: "chat-header" }, this.backButton, this.face, el("div", { class: "header-words" }, this.name, this.under), this.moreButton);
    this.listTitle = el("h2", {});
    this.listItems = el("div", { class: "phone-chats" });
    const list = el("div", { class: "view view-list" }, el("header", { class: "list-header" }, this.listTitle), this.listItems);
    const chat = el("div", { class: "view view-chat" }, header, this.conversation.root);
    const status = el("div", { class: "status-bar", "aria-hidden": "true" }, this.clock, el("span", { class: "island" }), el("span", { class: "status-icons" }, bars(), el("span", { class: "battery" })));
    this.content = el("div", { class: "screen-content", dataset: { view: "chat" } }, chat, list);
    return el("div", { class: "screen" }, this.content, this.lock.root, status, el("span", { class: "home-line", "aria-hidden": "true" }));
  }

  holderChanged() {
    closeOverlays(this.device);
    this.seenId = null;
    this.lock.draw([], chosen.person);
    this.turn("chat");
    this.worldChanged();
  }

  worldChanged() {
    const language = this.language();
    const known = words(language);
    this.root.dir = isRightToLeft(language) ? "rtl" : "ltr";
    this.root.lang = language;
    this.name.textContent = world.bot.name;
    if (!this.face.firstChild) this.face.append(avatar(0, world.bot.name, "bot"));
    this.paintUnder();
    this.backButton.setAttribute("aria-label", known.back);
    this.listTitle.textContent = known.chats;
    this.tick();
    if (chosen.person === null) return;
    this.conversation.show({ viewer: chosen.person, chat: chosen.person, topic: null });
    this.conversation.draw();
  }

  tick() {
    this.clock.textContent = clockTime(now(), this.language());
    this.lock.tick();
  }

  changed(messages) {
    const newest = messages.reduce((most, message) => Math.max(most, message.id), 0);
    if (!this.locked || this.seenId === null) this.seenId = newest;
    if (this.locked) this.lock.draw(messages.filter((message) => message.id > this.seenId), chosen.person);
    this.messages = messages;
    this.paintUnder();
    this.drawList();
  }

  /** An event from the stream; anything about another chat is not on this screen. */
  heard(event) {
    if (event.viewer !== undefined && event.viewer !== null && event.viewer !== chosen.person) return;
    if (event.chat !== undefined && event.chat !== chosen.person) return;
    if (event.kind === "typing") this.showTyping();
    else if (event.kind === "toast") this.conversation.heardAnswer(event);
    else {
      if (event.kind === "message") this.typingUntil = 0;
      this.conversation.refresh();
    }
  }

  showTyping() {
    this.typingUntil = Date.now() + TYPING_TIME;
    this.paintUnder();
    setTimeout(() => this.paintUnder(), TYPING_TIME + 50);
  }

  paintUnder() {
    const typing = Date.now() < (this.typingUntil || 0);
    this.under.textContent = typing ? this.device.words().typing : this.device.words().bot;
    this.under.classList.toggle("typing", typing);
  }

  async start(payload) {
    this.turn("chat");
    try {
      await api.start(chosen.person, payload);
    } catch (error) {
      toast(this.device, error.message);
    }
  }

  turn(view) {
    this.content.dataset.view = view;
    this.drawList();
    if (view === "list") this.listItems.querySelector("button")?.focus({ preventScroll: true });
  }

  // Only while it is in sight: a test that looks for words must find them once.
  drawList() {
    if (this.content.dataset.view !== "list") return this.listItems.replaceChildren();
    const last = this.messages?.at(-1);
    const preview = last ? plainPreview(last, this.device.words()) : world.bot.short_description || "";
    this.listItems.replaceChildren(el("button", { type: "button", class: "phone-chat", onclick: () => this.turn("chat") }, avatar(0, world.bot.name, "bot"),
      el("span", { class: "phone-chat-words" }, el("span", { class: "phone-chat-head" }, el("strong", { dir: "auto" }, world.bot.name), last && el("time", {}, shortStamp(dateOf(last.date), this.language()))), el("span", { class: "phone-chat-text", dir: "auto" }, preview))));
    return undefined;
  }

  openMore() {
    const known = this.device.words();
    const blocked = person(chosen.person)?.blocked;
    const setBlocked = () => api.block(chosen.person, !blocked).catch((error) => toast(this.device, error.message));
    menu(this.device, this.moreButton, [
      { label: known.lock, icon: "lock", run: () => this.setLocked(true) },
      { label: blocked ? known.restart : known.block, icon: "block", danger: !blocked, run: setBlocked },
    ]);
  }

  setLocked(locked) {
    if (locked === this.locked) return;
    closeOverlays(this.device);
    this.locked = locked;
    this.content.inert = locked;
    this.root.classList.toggle("locked", locked);
    this.lock.draw([], chosen.person);
    this.lock.open(locked);
    if (!locked) {
      this.turn("chat");
      this.changed(this.conversation.messages);
      this.conversation.thread.log.focus({ preventScroll: true });
    }
    this.onLock?.(locked);
  }

  /** What the holder reads now, in a line, for the table of who sees what. */
  glance() {
    const last = (this.messages || []).filter((message) => message.from?.id !== chosen.person).at(-1);
    return last ? plainPreview(last, this.device.words()) : "";
  }
}

function bars() {
  return el("span", { class: "signal" }, el("i"), el("i"), el("i"), el("i"));
}
