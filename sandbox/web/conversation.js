// One open chat on one device: its messages, what lies below them (START, composer, or a line that
// says why one cannot write), and everything that can be done with a message.

import { api, coalesce, fileUrl } from "./api.js";
import { answer, copyText, deepLink, isBusy, openElsewhere, press, pressedLately } from "./actions.js";
import { Composer } from "./composer.js";
import { el } from "./dom.js";
import { isOwn, serviceWords } from "./message.js";
import { menu, sheet, toast } from "./overlay.js";
import { chatNamed, commandsIn, isRightToLeft, line, person, world } from "./state.js";
import { Thread } from "./thread.js";

const QUICK_REACTIONS = ["👍", "👀", "✅"];

export class Conversation {
  /** start(viewer, payload) opens the bot's private chat; changed(messages) is told of every new list. */
  constructor({ device, ids, language, start, changed }) {
    Object.assign(this, { device, language, start, changed, where: null, messages: [], reached: new Set() });
    this.thread = new Thread(ids.messages);
    this.composer = new Composer({ device, ids, where: () => this.where });
    this.startButton = el("button", { type: "button", class: "start-button", dataset: { testid: ids.start }, onclick: () => this.pressStart() });
    this.note = el("p", { class: "bottom-note" });
    this.bottom = el("div", { class: "bottom" }, this.composer.root, this.startButton, this.note);
    this.bottom.dataset.testid = ids.bottom;
    this.root = el("div", { class: "conversation" }, this.thread.root, this.bottom);
    this.refresh = coalesce(() => this.load());
    this.acceptDrops();
  }

  show(where) {
    const key = (one) => one && `${one.viewer} ${one.chat} ${one.topic ?? ""}`;
    if (key(where) === key(this.where)) return this.refresh();
    this.composer.moved(key(this.where), key(where));
    this.where = where;
    this.messages = [];
    this.loaded = false;
    this.thread.clear();
    this.bottom.dataset.shows = "nothing";
    return this.load();
  }

  async load() {
    const { where } = this;
    if (!where) return;
    let all;
    try {
      all = await api.messages(where.viewer, where.chat);
    } catch (error) {
      if (line.up) toast(this.device, error.message);
      return;
    }
    if (where !== this.where) return;
    this.messages = all.filter((message) => !message.deleted && this.inTopic(message));
    this.loaded = true;
    this.draw();
    this.changed?.(this.messages);
  }

  // Topic null of a forum is its "General": messages that belong to no other topic.
  inTopic(message) {
    const { chat, topic } = this.where;
    if (!chatNamed(chat).is_forum) return true;
    return (message.topic ?? null) === (topic ?? null);
  }

  draw() {
    if (!this.loaded) return;
    this.hooks = this.makeHooks();
    this.thread.show(this.messages, this.hooks);
    this.drawIntro();
    this.drawBottom();
  }

  isPrivate() {
    return this.where.chat === this.where.viewer;
  }

  drawIntro() {
    this.thread.root.querySelector(".empty")?.remove();
    if (!this.isPrivate() && !this.messages.length) this.thread.root.append(el("p", { class: "empty pill" }, "No messages here yet"));
    const wanted = this.isPrivate() && !this.messages.length && world.bot.description;
    const known = this.thread.root.querySelector(".intro");
    if (!wanted) {
      known?.remove();
      return;
    }
    const intro = el("div", { class: "intro" }, el("h2", { dir: "auto" }, this.device.words().whatCan), el("p", { dir: "auto" }, describe(this.where.viewer)));
    if (known) known.replaceWith(intro);
    else this.thread.root.append(intro);
  }

  drawBottom() {
    const words = this.device.words();
    const blocked = this.isPrivate() && person(this.where.viewer)?.blocked;
    const empty = this.isPrivate() && !this.messages.length;
    const chat = chatNamed(this.where.chat);
    const topic = chat.topics?.find((one) => one.id === this.where.topic);
    const mute = chat.type === "channel" && chat.administrators && !chat.administrators.includes(this.where.viewer);
    const note = topic?.closed ? "This topic is closed" : mute ? "Only administrators write here" : "";
    this.startButton.textContent = blocked ? words.restart : words.start;
    this.note.textContent = note;
    this.bottom.dataset.shows = blocked || empty ? "start" : note ? "note" : "composer";
    this.composer.update({ commands: commandsIn(this.where.chat, this.where.viewer), words, ...lastWish(this.messages, this.where.viewer) });
    if (this.handsOn && this.bottom.dataset.shows === "composer") {
      this.handsOn = false;
      this.composer.field.focus({ preventScroll: true });
    }
  }

  async pressStart() {
    if (this.startButton.disabled) return;
    // The button goes when it is pressed, and with it the place of whoever has only a keyboard.
    this.handsOn = this.startButton.matches(":focus-visible");
    this.startButton.disabled = true;
    try {
      if (person(this.where.viewer)?.blocked) await api.block(this.where.viewer, false);
      await api.start(this.where.viewer);
    } catch (error) {
      toast(this.device, error.message);
    }
    this.startButton.disabled = false;
    this.refresh();
  }

  makeHooks() {
    const { device, where } = this;
    const chat = chatNamed(where.chat);
    const language = this.language();
    const group = chat.type !== "private" && chat.type !== "channel";
    const byId = new Map(this.messages.map((message) => [message.id, message]));
    return {
      viewer: where.viewer,
      words: device.words(),
      language,
      direction: isRightToLeft(language) ? "rtl" : "ltr",
      tails: true,
      find: (id) => byId.get(id),
      showFace: (message) => group && !isOwn(message, where.viewer) && !serviceWords(message),
      showAuthor: (message) => (group || chat.type === "channel") && !isOwn(message, where.viewer),
      authorOf: (message) => message.from?.name || chat.title,
      ticks: (message) => this.ticksOf(message),
      isBusy: (message, button) => isBusy(where, message, button),
      press: (message, button) => press(where, message, button, { device, follow: (link) => this.follow(link), done: () => this.paintBusy() }),
      copy: (text) => this.copy(text),
      follow: (link) => this.follow(link),
      command: (text) => this.composer.say(text),
      look: (message) => this.look(message),
      jump: (id) => this.thread.reveal(id),
      react: (message, emoji) => this.react(message, emoji),
      openMenu: (message, anchor) => this.openMenu(message, anchor),
    };
  }

  // One tick: it left the phone. Two: the bot's program has had the chance to fetch it.
  ticksOf(message) {
    if (!isOwn(message, this.where.viewer)) return null;
    if (typeof message.read === "boolean") return message.read ? "ticks" : "tick";
    const key = `${this.where.chat} ${message.id}`;
    if (world.process !== "stopped" && world.weather !== "down") this.reached.add(key);
    return this.reached.has(key) ? "ticks" : "tick";
  }

  paintBusy() {
    for (const [id, { message, node }] of this.thread.drawn) {
      for (const button of node.querySelectorAll(".inline-button")) {
        const [y, x] = button.dataset.place.split(".");
        const known = message?.buttons?.[y]?.[x];
        if (known) button.toggleAttribute("aria-busy", false);
        if (known && isBusy(this.where, { id }, known)) button.setAttribute("aria-busy", "true");
      }
    }
  }

  copy(text) {
    return copyText(this.device, text);
  }

  follow(link) {
    const payload = deepLink(link);
    if (payload === null) openElsewhere(this.device, link);
    else this.start(this.where.viewer, payload);
  }

  look(message) {
    const { device } = this;
    sheet(device, device.words().photo, () => {
      const image = el("img", { class: "look", src: fileUrl(message.media.file_id), alt: device.words().photo });
      if (message.protected) image.addEventListener("contextmenu", (event) => event.preventDefault());
      return image;
    });
  }

  /** An answer to a press that was made elsewhere, by a test or another window. */
  heardAnswer(event) {
    if (!this.where || event.viewer !== this.where.viewer || pressedLately(event.viewer)) return;
    answer(event, this.device, (link) => this.follow(link));
  }

  async react(message, emoji) {
    try {
      await api.react({ person: this.where.viewer, chat: this.where.chat, message: message.id, emoji });
    } catch (error) {
      toast(this.device, error.message);
    }
  }

  openMenu(message, anchor) {
    const words = this.device.words();
    const own = isOwn(message, this.where.viewer);
    const writing = this.bottom.dataset.shows === "composer";
    const copy = () => (message.protected ? toast(this.device, words.guarded) : this.copy(message.text));
    const remove = () => api.remove({ person: this.where.viewer, chat: this.where.chat, message: message.id }).catch((error) => toast(this.device, error.message));
    menu(this.device, anchor, [
      ...(this.isPrivate() ? [] : QUICK_REACTIONS.map((emoji) => ({ label: emoji, run: () => this.react(message, emoji) }))),
      writing && { label: words.reply, icon: "reply", run: () => this.composer.answer(message) },
      message.text && { label: words.copy, icon: "copy", run: copy },
      own && writing && message.text && !message.media && { label: words.edit, icon: "edit", run: () => this.composer.edit(message) },
      { label: words.remove, icon: "trash", danger: true, run: remove },
    ].filter(Boolean));
  }

  acceptDrops() {
    this.root.addEventListener("dragover", (event) => event.preventDefault());
    this.root.addEventListener("drop", async (event) => {
      event.preventDefault();
      const files = [...event.dataTransfer.files];
      if (!files.length || this.bottom.dataset.shows !== "composer") return;
      const { filesSheet, kindOf } = await import("./attach.js");
      filesSheet(this.device, this.where, kindOf(files[0]), files);
    });
  }
}

// The description in the person's language, when the sandbox offers more than one.
function describe(viewer) {
  const language = person(viewer)?.language;
  return world.bot.descriptions?.[language] || world.bot.description;
}

/** The newest message that sets, removes or forces the reply keyboard decides. */
export function lastWish(messages, viewer) {
  let forced = null;
  for (const message of [...messages].reverse()) {
    if (isOwn(message, viewer)) {
      // Whoever has written since has answered.
      if (!forced) forced = false;
      continue;
    }
    if (message.force_reply && forced === null) return { forced: message, keyboard: null };
    if (forced === null) forced = false;
    if (message.reply_keyboard) return { forced: null, keyboard: normal(message.reply_keyboard) };
  }
  return { forced: null, keyboard: null };
}

function normal(given) {
  if (given.remove_keyboard || given.remove) return null;
  const rows = Array.isArray(given) ? given : given.keyboard || given.rows || [];
  if (!rows.length) return null;
  return {
    rows: rows.map((row) => row.map((key) => (typeof key === "string" ? { text: key } : key))),
    once: Boolean(given.one_time_keyboard),
    placeholder: given.input_field_placeholder || "",
  };
}
