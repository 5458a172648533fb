// The last line and the number of unread messages of each chat in the staff's list.

import { api, coalesce } from "./api.js";

const PAUSE = 350;

export class Previews {
  constructor(changed) {
    this.changed = changed;
    this.viewer = null;
    this.chats = [];
    this.lists = new Map();
    this.newestRead = new Map();
    this.waiting = new Set();
    this.fetch = coalesce(() => this.fetchWaiting(), PAUSE);
  }

  watch(viewer, chats) {
    const fresh = viewer !== this.viewer;
    // What one member was still to be told of may be closed to the next.
    if (fresh) this.waiting.clear();
    this.viewer = viewer;
    const added = chats.filter((chat) => fresh || !this.chats.includes(chat));
    this.chats = chats;
    added.forEach((chat) => this.waiting.add(chat));
    if (added.length) this.fetch();
  }

  stale(chat) {
    if (!this.chats.includes(chat)) return;
    this.waiting.add(chat);
    this.fetch();
  }

  async fetchWaiting() {
    const { viewer } = this;
    const chats = [...this.waiting];
    this.waiting.clear();
    for (const chat of chats) {
      const messages = await api.messages(viewer, chat).catch(() => null);
      if (viewer !== this.viewer) return;
      if (messages) this.keep(chat, messages);
    }
    this.changed();
  }

  keep(chat, messages) {
    const present = messages.filter((message) => !message.deleted);
    this.lists.set(this.key(chat), present);
    for (const message of present) {
      const key = this.key(chat, message.topic ?? null);
      if (!this.newestRead.has(key)) this.newestRead.set(key, 0);
    }
    // What was there when this member first looked counts as read.
    if (!this.newestRead.has(`${this.key(chat)} begun`)) {
      this.newestRead.set(`${this.key(chat)} begun`, 1);
      this.markRead(chat, present);
    }
  }

  key(chat, topic) {
    return topic === undefined ? `${this.viewer} ${chat}` : `${this.viewer} ${chat} ${topic ?? ""}`;
  }

  markRead(chat, messages) {
    for (const message of messages) {
      const key = this.key(chat, message.topic ?? null);
      this.newestRead.set(key, Math.max(this.newestRead.get(key) || 0, message.id));
    }
  }

  /** The open chat was drawn: what is on it has been read, when anybody can see it. */
  read(viewer, chat, messages, seen) {
    if (viewer !== this.viewer || !seen) return;
    this.markRead(chat, messages);
    this.changed();
  }

  /** topic undefined: the whole chat; null: a forum's own messages outside topics. */
  of(chat, topic) {
    const all = this.lists.get(this.key(chat)) || [];
    const list = topic === undefined ? all : all.filter((message) => (message.topic ?? null) === topic);
    const unread = list.filter((message) => message.from?.id !== this.viewer && message.id > (this.newestRead.get(this.key(chat, message.topic ?? null)) || 0)).length;
    return { last: list.at(-1), unread };
  }
}
