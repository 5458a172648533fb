// Where a person writes: text field, command menu, paper clip, microphone or send, the quote of what
// is answered, and reply keyboards.

import { attachMenu, filesSheet, kindOf, MAP_START } from "./attach.js";
import { api } from "./api.js";
import { el, icon } from "./dom.js";
import { plainPreview } from "./entities.js";
import { menu, toast } from "./overlay.js";
import { recordVoice } from "./voice.js";

const TALLEST = 150;

export class Composer {
  /** where() says who writes in which chat; ids are the hooks for browser tests. */
  constructor({ device, ids, where }) {
    Object.assign(this, { device, where, commands: [], reply: null, editing: null, keyboard: null, drafts: new Map() });
    this.field = el("textarea", { rows: 1, dataset: { testid: ids.field }, autocomplete: "off", enterkeyhint: "send", oninput: () => this.typed(), onkeydown: (event) => this.key(event), onpaste: (event) => this.pasted(event) });
    this.menuButton = el("button", { type: "button", class: "menu-button", dataset: { testid: ids.menu }, "aria-expanded": "false", onclick: () => this.toggleCommands() }, icon("menu", 18), el("span"));
    this.keysButton = el("button", { type: "button", class: "icon-button", "aria-label": "Keyboard", hidden: true, onclick: () => this.toggleKeys() }, icon("keyboard"));
    this.clip = el("button", { type: "button", class: "icon-button", dataset: { testid: ids.attach }, "aria-haspopup": "menu", onclick: () => attachMenu(device, this.clip, where()) }, icon("attach"));
    this.sendButton = el("button", { type: "button", class: "send-button", dataset: { testid: ids.send }, onclick: () => this.sendOrSpeak() }, icon("mic"));
    this.banner = el("div", { class: "composer-banner", hidden: true });
    this.list = el("div", { class: "command-list", role: "listbox", hidden: true });
    this.keys = el("div", { class: "reply-keys", role: "group", hidden: true });
    const row = el("div", { class: "composer-row" }, this.menuButton, el("div", { class: "composer-field" }, this.field, this.keysButton, this.clip), this.sendButton);
    this.root = el("div", { class: "composer" }, this.list, this.banner, row, this.keys);
  }

  /** Called when the chat or its newest messages change. */
  update({ commands, keyboard, forced, words }) {
    this.commands = commands;
    this.menuButton.hidden = !commands.length;
    this.menuButton.lastElementChild.textContent = words.menu;
    this.menuButton.setAttribute("aria-label", words.menu);
    this.clip.setAttribute("aria-label", words.attach);
    this.field.setAttribute("aria-label", words.placeholder);
    this.field.placeholder = keyboard?.placeholder || words.placeholder;
    if (forced && this.forced !== forced.id) this.answer(forced);
    this.forced = forced?.id;
    this.drawKeys(keyboard);
    this.paintSend();
  }

  /** Keeps what was being written in the chat that is left, brings back what was begun in this one. */
  moved(from, to) {
    if (from) this.drafts.set(from, this.field.value);
    this.put(this.drafts.get(to) || "");
    this.stopQuoting();
    this.hideCommands();
    this.keyboard = null;
    this.forced = null;
  }

  put(text) {
    this.field.value = text;
    this.grow();
    this.paintSend();
  }

  typed() {
    this.grow();
    this.paintSend();
    const text = this.field.value;
    if (/^\/\w*$/.test(text) && this.commands.length) this.showCommands(text.slice(1));
    else this.hideCommands();
  }

  grow() {
    // An empty field runs in the direction of the phone, a filled one in that of its words.
    if (this.field.value) this.field.dir = "auto";
    else this.field.removeAttribute("dir");
    this.field.style.height = "auto";
    if (this.field.value) this.field.style.height = `${Math.min(this.field.scrollHeight, TALLEST)}px`;
  }

  key(event) {
    if (event.key === "Escape") {
      if (!this.list.hidden) this.hideCommands();
      else if (this.reply || this.editing) this.stopQuoting();
      else return;
      event.stopPropagation();
    } else if (event.key === "ArrowUp" && !this.list.hidden) {
      event.preventDefault();
      this.list.lastElementChild?.focus();
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.sendText();
    }
  }

  pasted(event) {
    const files = [...(event.clipboardData?.files || [])];
    if (!files.length) return;
    event.preventDefault();
    filesSheet(this.device, this.where(), kindOf(files[0]), files);
  }

  sendOrSpeak() {
    if (this.field.value.trim() || this.editing) this.sendText();
    else recordVoice(this.device, this.root, this.where());
  }

  async sendText() {
    const text = this.field.value.trim();
    if (!text) return;
    const { reply, editing } = this;
    this.put("");
    this.stopQuoting();
    this.hideCommands();
    const sent = await this.say(text, reply, editing);
    if (!sent && !this.field.value) this.put(text);
    this.field.focus({ preventScroll: true });
  }

  /** True when the sandbox took it; otherwise the person reads why. */
  async say(text, reply = null, editing = null) {
    const { viewer, chat, topic } = this.where();
    try {
      if (editing) await api.edit({ person: viewer, chat, message: editing.id, text });
      else await api.say({ person: viewer, chat, text, ...(reply && { reply_to: reply.id }), ...(topic && { topic }) });
      return true;
    } catch (error) {
      toast(this.device, error.message);
      return false;
    }
  }

  answer(message) {
    this.stopQuoting();
    this.reply = message;
    this.showBanner("reply", message);
  }

  edit(message) {
    this.stopQuoting();
    this.editing = message;
    this.put(message.text);
    this.showBanner("edit", message);
  }

  showBanner(kind, message) {
    const words = this.device.words();
    this.banner.replaceChildren(icon(kind, 20),
      el("div", { class: "banner-words" }, el("strong", {}, words[kind]), el("span", { dir: "auto" }, plainPreview(message, words))),
      el("button", { type: "button", class: "icon-button", "aria-label": words.cancel, onclick: () => this.stopQuoting(true) }, icon("close", 18)));
    this.banner.hidden = false;
    this.field.focus({ preventScroll: true });
  }

  stopQuoting(byHand = false) {
    if (byHand && this.editing) this.put("");
    this.reply = null;
    this.editing = null;
    this.banner.hidden = true;
  }

  paintSend() {
    const words = this.device.words();
    const writing = Boolean(this.field.value.trim() || this.editing);
    const wanted = writing ? "send" : "mic";
    if (!this.sendButton.querySelector(`.icon-${wanted}`)) this.sendButton.replaceChildren(icon(wanted));
    this.sendButton.setAttribute("aria-label", writing ? words.send : words.voice);
  }

  toggleCommands() {
    if (this.list.hidden) {
      this.showCommands("");
      this.list.firstElementChild?.focus({ preventScroll: true });
    } else this.hideCommands();
  }

  showCommands(begin) {
    const found = this.commands.filter((one) => one.command.startsWith(begin));
    this.list.replaceChildren(...found.map((one) => el("button", { type: "button", role: "option", class: "command", onclick: () => this.command(one.command) },
      el("span", { class: "command-words", dir: "auto" }, one.description), el("span", { class: "command-name", dir: "ltr" }, `/${one.command}`))));
    this.list.onkeydown = (event) => this.commandKey(event);
    this.list.hidden = !found.length;
    this.menuButton.setAttribute("aria-expanded", String(!this.list.hidden));
  }

  commandKey(event) {
    const nodes = [...this.list.children];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      nodes[(nodes.indexOf(document.activeElement) + step + nodes.length) % nodes.length].focus();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      this.hideCommands();
      this.field.focus({ preventScroll: true });
    }
  }

  hideCommands() {
    this.list.hidden = true;
    this.menuButton.setAttribute("aria-expanded", "false");
  }

  command(name) {
    this.hideCommands();
    this.put("");
    this.say(`/${name}`);
    this.field.focus({ preventScroll: true });
  }

  drawKeys(keyboard) {
    const sign = JSON.stringify(keyboard || null);
    if (sign === this.keysSign) return;
    this.keysSign = sign;
    this.keyboard = keyboard;
    this.keysButton.hidden = !keyboard;
    this.keys.hidden = !keyboard;
    const rows = keyboard?.rows || [];
    this.keys.replaceChildren(...rows.map((row) => el("div", { class: "reply-row" },
      row.map((key) => el("button", { type: "button", dir: "auto", class: "reply-key", onclick: () => this.pressKey(key) }, key.text)))));
  }

  toggleKeys() {
    this.keys.hidden = !this.keys.hidden;
  }

  pressKey(key) {
    if (this.keyboard?.once) this.keys.hidden = true;
    if (key.request_location || key.request_contact) {
      menu(this.device, this.keysButton, askFirst(key, this), key.text);
      return;
    }
    this.say(key.text);
  }
}

// Telegram asks before it gives away a place or a number; so does this phone.
function askFirst(key, composer) {
  const words = composer.device.words();
  const { viewer, chat } = composer.where();
  const send = () => (key.request_location
    ? api.location({ person: viewer, chat, ...MAP_START, live: false })
    : api.contact({ person: viewer, chat })).catch((error) => toast(composer.device, error.message));
  return [{ label: `${words.send}: ${key.request_location ? words.location : words.contact}`, icon: key.request_location ? "pin" : "person", run: send }, { label: words.cancel, icon: "close", run: () => {} }];
}
