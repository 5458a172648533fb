// The staff window: who of the staff is looking, the chats this member is in (with forum topics and
// the private chat with the bot), and the chat that is open.

import { api } from "./api.js";
import { Conversation } from "./conversation.js";
import { avatar, el, icon } from "./dom.js";
import { plainPreview } from "./entities.js";
import { Previews } from "./previews.js";
import { closeOverlays, toast } from "./overlay.js";
import { chatNamed, chooseMember, chosen, groupsOf, on, staffPeople, world } from "./state.js";
import { dateOf, shortStamp } from "./time.js";
import { words } from "./words.js";

const LANGUAGE = "en";
const TYPING_TIME = 5000;

export class Staff {
  constructor(place) {
    this.device = { root: null, words: () => words(LANGUAGE) };
    // Each member comes back to the chat that was left.
    this.left = new Map();
    this.conversation = new Conversation({
      device: this.device,
      ids: { messages: "staff-messages", bottom: "staff-bottom", field: "staff-composer", send: "staff-send", start: "staff-start", menu: "staff-menu", attach: "staff-attach" },
      language: () => LANGUAGE,
      start: (viewer, payload) => this.startPrivately(viewer, payload),
      changed: (messages) => this.changed(messages),
    });
    this.previews = new Previews(() => this.previewsChanged());
    this.device.root = this.build();
    place.append(el("div", { class: "tablet-body" }, this.device.root));
    on("member", () => this.memberChanged());
    on("world", () => this.worldChanged());
  }

  build() {
    this.members = el("div", { class: "member-bar", role: "radiogroup", "aria-label": "Who of the staff is looking", dataset: { testid: "staff-member" } });
    this.chats = el("nav", { class: "chat-list", "aria-label": "Chats" });
    this.title = el("strong", { dir: "auto" });
    this.under = el("span", { class: "header-under" });
    this.face = el("span", {});
    const back = el("button", { type: "button", class: "icon-button back staff-back", "aria-label": "Chats", dataset: { testid: "staff-back" }, onclick: () => this.turn("list") }, icon("back"));
    const header = el("header", { class: "chat-header" }, back, this.face, el("div", { class: "header-words" }, this.title, this.under));
    const pane = el("div", { class: "chat-pane" }, header, this.conversation.root);
    this.content = el("div", { class: "screen-content staff-frame", dataset: { view: "list" } }, this.members, el("div", { class: "staff-columns" }, this.chats, pane));
    return el("div", { class: "screen" }, this.content);
  }

  worldChanged() {
    this.drawMembers();
    if (chosen.member === null) return;
    if (!this.known(this.open)) return this.memberChanged();
    this.drawChats();
    this.drawHeader();
    this.previews.watch(chosen.member, this.chatIds());
    this.conversation.refresh();
    return undefined;
  }

  known(open) {
    return open && this.entries().some((entry) => entry.chat === open.chat && (entry.topic ?? null) === (open.topic ?? null));
  }

  memberChanged() {
    closeOverlays(this.device);
    this.drawMembers();
    this.previews.watch(chosen.member, this.chatIds());
    const before = this.left.get(chosen.member);
    const first = this.entries().find((entry) => !entry.heading);
    this.unchosen = !this.known(before);
    this.show(this.unchosen ? first : before);
  }

  // Who has not chosen a chat yet is shown the one where something is.
  previewsChanged() {
    const looking = this.unchosen && !this.conversation.messages.length;
    this.unchosen = false;
    if (looking) {
      const dated = this.entries().map((entry) => ({ entry, last: this.lastIn(entry).last })).filter((one) => one.last);
      dated.sort((one, other) => dateOf(other.last.date) - dateOf(one.last.date));
      if (dated.length) return this.show(dated[0].entry);
    }
    return this.drawChats();
  }

  lastIn(entry) {
    const parts = entry.kind === "forum" || entry.kind === "topic";
    return this.previews.of(entry.chat, parts ? entry.topic ?? null : undefined);
  }

  show(entry) {
    if (!entry) return;
    this.open = { chat: entry.chat, topic: entry.topic ?? null };
    this.left.set(chosen.member, this.open);
    this.typingUntil = 0;
    closeOverlays(this.device);
    this.drawHeader();
    this.drawChats();
    this.conversation.show({ viewer: chosen.member, ...this.open });
  }

  turn(view) {
    this.content.dataset.view = view;
  }

  /** The chat list, top to bottom: groups with their topics, then the private chat with the bot. */
  entries() {
    const list = [];
    for (const chat of groupsOf(chosen.member)) {
      if (!chat.is_forum) list.push({ chat: chat.id, kind: chat.type, title: chat.title });
      else {
        list.push({ chat: chat.id, topic: null, kind: "forum", title: chat.title });
        for (const topic of chat.topics || []) list.push({ chat: chat.id, topic: topic.id, kind: "topic", title: topic.name, closed: topic.closed });
      }
    }
    list.push({ chat: chosen.member, kind: "bot", title: world.bot.name });
    return list;
  }

  chatIds() {
    return [...new Set(this.entries().map((entry) => entry.chat))];
  }

  drawMembers() {
    const sign = JSON.stringify([staffPeople(), chosen.member]);
    if (sign === this.membersSign) return;
    this.membersSign = sign;
    const focused = this.members.contains(document.activeElement);
    this.members.replaceChildren(...staffPeople().map((one) => el("label", { class: "member" },
      el("input", { type: "radio", name: "staff-member", value: one.id, checked: one.id === chosen.member, dataset: { testid: `staff-member-${one.id}` }, onchange: () => chooseMember(one.id) }),
      avatar(one.id, one.name), el("span", { class: "member-words" }, el("strong", { dir: "auto" }, one.name), el("span", {}, one.role_label || "no role")))));
    if (focused) this.members.querySelector("input:checked")?.focus();
  }

  drawChats() {
    const focused = document.activeElement?.dataset?.testid;
    const inside = this.chats.contains(document.activeElement);
    this.chats.replaceChildren(...this.entries().map((entry) => this.chatItem(entry)));
    if (inside && focused) this.chats.querySelector(`[data-testid="${focused}"]`)?.focus({ preventScroll: true });
  }

  chatItem(entry) {
    const topic = entry.kind === "topic";
    const current = this.open?.chat === entry.chat && (this.open.topic ?? null) === (entry.topic ?? null);
    const { last, unread } = this.lastIn(entry);
    const author = last?.from && !last.service && !["bot", "channel"].includes(entry.kind) ? `${last.from.name.split(" ")[0]}: ` : "";
    const text = last ? author + plainPreview(last, this.device.words()) : entry.kind === "forum" ? countTopics(entry.chat) : "No messages yet";
    const face = topic ? topicFace(entry.closed) : avatar(entry.chat, entry.title, entry.kind === "bot" ? "bot" : "group");
    return el("button", {
      type: "button",
      class: `chat-item${topic ? " chat-topic" : ""}${entry.closed ? " closed" : ""}`,
      "aria-current": current ? "true" : null,
      title: entry.title,
      dataset: { testid: topic ? `staff-topic-${entry.chat}-${entry.topic}` : `staff-chat-${entry.chat}` },
      onclick: () => {
        this.unchosen = false;
        this.show(entry);
        this.turn("chat");
      },
    }, face, el("span", { class: "chat-item-words" },
      el("span", { class: "chat-item-head" }, el("strong", { dir: "auto" }, entry.title), last && el("time", {}, shortStamp(dateOf(last.date), LANGUAGE))),
      el("span", { class: "chat-item-text" }, el("span", { dir: "auto" }, text), unread > 0 && el("span", { class: "badge" }, el("span", { class: "unseen" }, "unread: "), unread))));
  }

  drawHeader() {
    const chat = chatNamed(this.open.chat);
    const topic = chat.topics?.find((one) => one.id === this.open.topic);
    const isBot = chat.type === "private";
    this.title.textContent = topic ? topic.name : chat.title;
    const typing = Date.now() < (this.typingUntil || 0);
    this.under.textContent = typing ? "typing…" : isBot ? "bot" : topic ? chat.title : kindWords(chat);
    this.face.replaceChildren(topic ? topicFace(topic.closed) : avatar(this.open.chat, chat.title, isBot ? "bot" : "group"));
  }

  changed(messages) {
    this.previews.read(chosen.member, this.open.chat, messages, document.visibilityState === "visible");
  }

  /** An event from the stream: the open chat is fetched again, the others only for their last line. */
  heard(event) {
    if (event.viewer !== undefined && event.viewer !== null && event.viewer !== chosen.member) return;
    if (event.kind === "toast") return this.conversation.heardAnswer(event);
    if (event.kind === "typing") {
      if (event.chat === this.open?.chat) this.showTyping();
      return undefined;
    }
    if (event.chat === undefined || event.chat === this.open?.chat) this.conversation.refresh();
    if (event.kind === "message" && event.chat === this.open?.chat) this.stopTyping();
    if (event.chat !== undefined) this.previews.stale(event.chat);
    return undefined;
  }

  /** After a gap in the stream. */
  catchUp() {
    for (const chat of this.chatIds()) this.previews.stale(chat);
  }

  showTyping() {
    this.typingUntil = Date.now() + TYPING_TIME;
    this.drawHeader();
    setTimeout(() => this.drawHeader(), TYPING_TIME + 50);
  }

  stopTyping() {
    if (!this.typingUntil) return;
    this.typingUntil = 0;
    this.drawHeader();
  }

  async startPrivately(viewer, payload) {
    this.unchosen = false;
    this.show({ chat: viewer, topic: null });
    this.turn("chat");
    try {
      await api.start(viewer, payload);
    } catch (error) {
      toast(this.device, error.message);
    }
  }

  /** What this member reads now, in a line. */
  glance() {
    const last = this.conversation.messages.filter((message) => message.from?.id !== chosen.member).at(-1);
    return last ? plainPreview(last, this.device.words()) : "";
  }
}

function countTopics(id) {
  const { length } = chatNamed(id).topics || [];
  return length === 1 ? "1 topic" : `${length} topics`;
}

const topicFace = (closed) => el("span", { class: "topic-face", "aria-hidden": "true" }, icon(closed ? "lock" : "topic", 16));

function kindWords({ type, is_forum: isForum, members }) {
  const kind = type === "channel" ? "channel" : isForum ? "group with topics" : "group";
  const noun = type === "channel" ? "subscriber" : "member";
  return `${kind}, ${members.length} ${noun}${members.length === 1 ? "" : "s"}`;
}
