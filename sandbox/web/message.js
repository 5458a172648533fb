// Draws one message: author, quote, media, words with entities, time and ticks, inline buttons.

import { el, icon } from "./dom.js";
import { plainPreview, renderText } from "./entities.js";
import { drawMedia } from "./media.js";
import { clockTime, dateOf } from "./time.js";

/** Which of the drawn things changes: equal signatures mean that nothing has to be drawn again. */
export function signature(message, hooks) {
  const quoted = message.reply_to ? hooks.find(replyId(message))?.text : null;
  return JSON.stringify([message.text, message.entities, message.media, message.buttons, message.protected, message.edited,
    message.forward_from, message.reactions, message.pinned, quoted, message.from?.name, hooks.language, hooks.ticks(message)]);
}

const replyId = (message) => (typeof message.reply_to === "object" ? message.reply_to.id : message.reply_to);

export const isOwn = (message, viewer) => message.from?.id === viewer;

/** What a service line says, or null when this is an ordinary message. */
export const serviceWords = (message) => (typeof message.service === "string" ? message.service : null);

/** The inside of the message's element. */
export function drawMessage(message, hooks) {
  const parts = [bubble(message, hooks)];
  if (message.buttons?.length) parts.push(keyboard(message, hooks));
  if (message.reactions?.length) parts.push(reactions(message, hooks));
  return parts;
}

function bubble(message, hooks) {
  const bare = message.media?.kind === "sticker" || message.media?.kind === "dice";
  const box = el("div", { class: `bubble${bare ? " bare" : ""}${message.media ? ` has-${message.media.kind}` : ""}` });
  if (hooks.showAuthor(message)) box.append(el("div", { class: `author author-${Math.abs(message.from?.id || 0) % 7}`, dir: "auto" }, hooks.authorOf(message)));
  if (message.forward_from) box.append(el("div", { class: "forwarded", dir: "auto" }, `${hooks.words.forwardedFrom} `, el("bdi", {}, nameOf(message.forward_from))));
  if (message.reply_to) box.append(quote(message, hooks));
  if (message.media) box.append(drawMedia(message, hooks));
  if (message.text || !message.media) box.append(wordsOf(message, hooks));
  else box.append(meta(message, hooks, true));
  const more = el("button", { type: "button", class: "message-more", "aria-label": "Message menu", "aria-haspopup": "menu", tabindex: -1 }, icon("more", 18));
  more.addEventListener("click", () => hooks.openMenu(message, more));
  box.append(more);
  box.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a")) return;
    event.preventDefault();
    hooks.openMenu(message, more);
  });
  return box;
}

const nameOf = (origin) => (typeof origin === "object" ? origin.name || origin.title || "" : origin);

function quote(message, hooks) {
  const original = hooks.find(replyId(message));
  const text = original ? plainPreview(original, hooks.words) : "…";
  const author = original ? hooks.authorOf(original) : "";
  return el("button", { type: "button", class: "reply-quote", onclick: () => hooks.jump(replyId(message)) },
    author && el("strong", { dir: "auto" }, author), el("span", { dir: "auto" }, text));
}

function wordsOf(message, hooks) {
  const box = el("div", { class: "words", dir: "auto" });
  box.append(renderText(message.text || "", message.entities, hooks), meta(message, hooks, false));
  return box;
}

function meta(message, hooks, over) {
  const date = dateOf(message.date);
  const marks = [];
  if (message.pinned) marks.push(icon("pin", 13));
  if (message.protected) marks.push(el("span", { class: "guard", title: "Protected: it cannot be forwarded or saved" }, icon("lock", 12), el("span", { class: "unseen" }, "protected")));
  // As in Telegram, a screen that a bot rewrites under its own buttons is not called edited.
  if (message.edited && !message.buttons?.length) marks.push(el("span", {}, hooks.words.edited));
  marks.push(el("time", { datetime: date.toISOString() }, clockTime(date, hooks.language)));
  const ticks = hooks.ticks(message);
  if (ticks) marks.push(icon(ticks, 16));
  // It floats on the side where the words end, but reads in the direction of the phone.
  return el("span", { class: `meta${over ? " meta-over" : ""}` }, el("span", { dir: hooks.direction }, marks));
}

function keyboard(message, hooks) {
  const rows = message.buttons.map((row, y) => el("div", { class: "keyboard-row" }, row.map((button, x) => inlineButton(message, button, `${y}.${x}`, hooks))));
  return el("div", { class: "keyboard", role: "group", "aria-label": "Buttons under the message" }, rows);
}

function inlineButton(message, button, place, hooks) {
  const corner = button.url ? "external" : button.copy ? "copy" : button.inline !== undefined ? "forward" : null;
  const busy = hooks.isBusy(message, button);
  const blank = !button.text.trim();
  const node = el("button", {
    type: "button",
    class: `inline-button${button.style ? ` style-${button.style}` : ""}`,
    dataset: { place },
    disabled: button.disabled,
    "aria-busy": busy ? "true" : null,
    // A button without words, as calendars have them, is a gap: nothing to read out or to stop at.
    "aria-hidden": blank ? "true" : null,
    tabindex: blank ? -1 : null,
    onclick: () => hooks.press(message, button, node),
  }, el("span", { class: "inline-words", dir: "auto" }, button.text), corner && icon(corner, 11), el("span", { class: "spinner", "aria-hidden": "true" }));
  return node;
}

function reactions(message, hooks) {
  const chips = message.reactions.map((one) => {
    const emoji = typeof one === "string" ? one : one.emoji;
    const count = typeof one === "object" && one.count > 1 ? ` ${one.count}` : "";
    return el("button", { type: "button", class: "reaction", onclick: () => hooks.react(message, emoji) }, `${emoji}${count}`);
  });
  return el("div", { class: "reactions" }, chips);
}
