// Turns Telegram's text plus entities (offsets in UTF-16 units, which is how JavaScript counts too)
// into DOM nodes. Text is only ever a text node.

import { el, icon } from "./dom.js";

const SIMPLE = { bold: "strong", italic: "em", underline: "u", strikethrough: "s" };
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const SAFE_LINK = /^(https?:|tg:|mailto:)/i;

/** hooks: {copy(text), follow(url), command(text), words} */
export function renderText(text, entities, hooks) {
  const fragment = document.createDocumentFragment();
  fragment.append(...nodes(text, 0, text.length, sorted(entities, text.length), hooks));
  return fragment;
}

// An outer entity comes before the ones inside it; offsets beyond the text are cut.
function sorted(entities, length) {
  return (entities || [])
    .map((entity) => ({ ...entity, start: Math.max(0, entity.offset), end: Math.min(length, entity.offset + entity.length) }))
    .filter((entity) => entity.end > entity.start)
    .sort((a, b) => a.start - b.start || b.end - a.end);
}

function nodes(text, from, to, entities, hooks) {
  const result = [];
  let at = from;
  let afterBlock = false;
  const plain = (until) => {
    let piece = text.slice(at, until);
    // A block ends its own line: the line break that follows it in the text is not a second one.
    if (afterBlock && piece.startsWith("\n")) piece = piece.slice(1);
    if (piece) result.push(document.createTextNode(piece));
    afterBlock = false;
  };
  let index = 0;
  while (index < entities.length) {
    const entity = entities[index];
    const start = Math.max(entity.start, at);
    const end = Math.min(entity.end, to);
    const inner = [];
    for (index += 1; index < entities.length && entities[index].start < end; index += 1) {
      inner.push({ ...entities[index], end: Math.min(entities[index].end, end) });
    }
    if (start >= end) continue;
    if (start > at) {
      if (BLOCKS.has(entity.type) && text[start - 1] === "\n" && start - 1 >= at) {
        plain(start - 1);
      } else plain(start);
    }
    result.push(wrap(entity, text.slice(start, end), nodes(text, start, end, inner, hooks), hooks));
    at = end;
    afterBlock = BLOCKS.has(entity.type);
  }
  plain(to);
  return result;
}

function wrap(entity, raw, inner, hooks) {
  const { type } = entity;
  if (SIMPLE[type]) return el(SIMPLE[type], {}, inner);
  if (type === "code") return tappable("code", "tap-code", inner, () => hooks.copy(raw), `${hooks.words.copy}: ${raw}`);
  if (type === "pre") return el("pre", { dir: "auto" }, el("code", {}, inner));
  if (type === "spoiler") return spoiler(inner, hooks);
  if (type === "blockquote") return el("blockquote", { dir: "auto" }, inner);
  if (type === "expandable_blockquote") return expandable(inner, hooks);
  if (type === "text_link" || type === "url") return link(entity.url || raw, inner, hooks);
  if (type === "bot_command") return tappable("span", "tap-link", inner, () => hooks.command(raw));
  // phone_number, mention, hashtag and whatever comes later: plain words.
  return el("span", {}, inner);
}

function tappable(tag, className, inner, run, label) {
  const onkeydown = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    run(event);
  };
  return el(tag, { class: className, role: "button", tabindex: 0, "aria-label": label, onclick: run, onkeydown }, inner);
}

function link(url, inner, hooks) {
  const full = /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`;
  if (!SAFE_LINK.test(full)) return el("span", {}, inner);
  const onclick = (event) => {
    event.preventDefault();
    hooks.follow(full);
  };
  return el("a", { href: full, rel: "noopener noreferrer", target: "_blank", onclick }, inner);
}

function spoiler(inner, hooks) {
  const hidden = el("span", { class: "spoiler-words", "aria-hidden": "true" }, inner);
  const box = tappable("span", "spoiler", [hidden], (event) => {
    if (box.classList.contains("shown")) return;
    event.stopPropagation();
    box.classList.add("shown");
    hidden.removeAttribute("aria-hidden");
    box.removeAttribute("role");
    box.removeAttribute("aria-label");
    box.removeAttribute("tabindex");
  }, hooks.words.showMore);
  return box;
}

function expandable(inner, hooks) {
  const toggle = el("button", { class: "quote-toggle", type: "button", "aria-expanded": "false", "aria-label": hooks.words.showMore }, icon("down", 16));
  const quote = el("blockquote", { class: "expandable", dir: "auto" }, el("div", { class: "quote-words" }, inner), toggle);
  quote.addEventListener("click", (event) => {
    if (event.target.closest("a, .tap-code, .tap-link, .spoiler:not(.shown)")) return;
    if (!toggle.contains(event.target) && String(getSelection())) return;
    const open = quote.classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(open));
  });
  return quote;
}

/** A short quote needs no toggle; only the browser knows how many lines it took. */
export function settleQuotes(root) {
  for (const quote of root.querySelectorAll("blockquote.expandable:not(.open)")) {
    const box = quote.querySelector(".quote-words");
    quote.classList.toggle("short", box.scrollHeight <= box.clientHeight + 2);
  }
}

/** The words of a message as a notification shows them: spoilers stay covered. */
export function plainPreview(message, words) {
  if (message.service) return message.service;
  let text = message.text || "";
  for (const entity of message.entities || []) {
    if (entity.type !== "spoiler") continue;
    const end = entity.offset + entity.length;
    text = text.slice(0, entity.offset) + text.slice(entity.offset, end).replace(/\S/g, "▒") + text.slice(end);
  }
  const kind = message.media ? words[message.media.kind] || words.file : "";
  return [kind, text.trim()].filter(Boolean).join(" · ");
}
