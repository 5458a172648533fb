// Draws what a message carries besides words: pictures, films, sound, files, places, people.

import { fileUrl } from "./api.js";
import { avatar, el, icon } from "./dom.js";

const LONGEST_SIDE = 288;
const SHORTEST_SIDE = 96;

export function drawMedia(message, hooks) {
  const { media } = message;
  const draw = KINDS[media.kind] || unknown;
  return draw(media, message, hooks);
}

const KINDS = { photo: picture, animation: film, video: film, video_note: film, voice: sound, audio: sound, document: file, sticker, dice: sticker, location: place, venue: place, contact: card };

function frame(media, content, hooks) {
  const box = el("div", { class: "media" }, content);
  if (media.width && media.height) {
    const scale = Math.min(1, LONGEST_SIDE / Math.max(media.width, media.height));
    box.style.width = `${Math.max(SHORTEST_SIDE, Math.round(media.width * scale))}px`;
    box.style.aspectRatio = `${media.width} / ${media.height}`;
  }
  if (!media.spoiler) return box;
  box.classList.add("covered");
  const cover = el("button", { type: "button", class: "media-cover", "aria-label": `${hooks.words[media.kind] || ""}: ${hooks.words.showMore}` });
  cover.addEventListener("click", () => {
    box.classList.remove("covered");
    cover.remove();
  });
  box.append(cover);
  return box;
}

function picture(media, message, hooks) {
  const image = el("img", { src: fileUrl(media.file_id), alt: hooks.words.photo, draggable: message.protected ? "false" : null });
  const look = el("button", { type: "button", class: "media-open", "aria-label": `${hooks.words.open}: ${hooks.words.photo}`, onclick: () => hooks.look(message) }, image);
  if (message.protected) image.addEventListener("contextmenu", (event) => event.preventDefault());
  return frame(media, look, hooks);
}

function film(media, message, hooks) {
  const player = el("video", { src: fileUrl(media.file_id), controls: true, playsinline: true, preload: "metadata", controlslist: message.protected ? "nodownload" : null });
  if (media.kind === "animation") player.loop = true;
  return frame(media, player, hooks);
}

function sticker(media) {
  if (!media.file_id) return el("div", { class: "sticker" }, media.emoji || "🙂");
  const image = el("img", { src: fileUrl(media.file_id), alt: media.emoji || "" });
  // A set that the sandbox does not draw is shown by the emoji that it stands for.
  image.addEventListener("error", () => image.replaceWith(media.emoji || "🙂"));
  return el("div", { class: "sticker" }, image);
}

const BARS = 30;

// The bars are decoration: the same file always has the same ones.
function bars(seed) {
  let value = [...String(seed)].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 9973, 7);
  return Array.from({ length: BARS }, () => {
    value = (value * 137 + 29) % 9973;
    const bar = el("i");
    bar.style.height = `${20 + (value % 80)}%`;
    return bar;
  });
}

function sound(media, message, hooks) {
  const player = new Audio();
  // From a whole file in memory the browser knows how long it is; from a stream it may not.
  fetch(fileUrl(media.file_id)).then((answer) => answer.blob()).then((blob) => (player.src = URL.createObjectURL(blob)), () => {});
  const wave = el("span", { class: "wave", "aria-hidden": "true" }, bars(media.file_id));
  const left = el("span", { class: "sound-time" }, media.duration ? seconds(media.duration) : "");
  const button = el("button", { type: "button", class: "sound-play", "aria-label": hooks.words.voice }, icon("play", 22));
  const paint = () => {
    const done = player.duration ? player.currentTime / player.duration : 0;
    [...wave.children].forEach((bar, index) => bar.classList.toggle("done", index / BARS < done));
    button.replaceChildren(icon(player.paused ? "play" : "stop", 22));
    if (Number.isFinite(player.duration)) left.textContent = seconds(player.paused ? player.duration : player.currentTime);
  };
  for (const event of ["timeupdate", "play", "pause", "ended", "durationchange"]) player.addEventListener(event, paint);
  button.addEventListener("click", () => (player.paused ? player.play().catch(() => {}) : player.pause()));
  const name = media.kind === "audio" && media.name ? el("span", { class: "file-name", dir: "auto" }, media.name) : null;
  return el("div", { class: "sound" }, button, el("div", { class: "sound-body" }, name, wave, left));
}

const seconds = (value) => `${Math.floor(value / 60)}:${String(Math.floor(value % 60)).padStart(2, "0")}`;

function file(media, message, hooks) {
  const body = [
    el("span", { class: "file-icon" }, icon("file", 22)),
    el("span", { class: "file-words" }, el("span", { class: "file-name", dir: "auto" }, media.name || hooks.words.file), el("span", { class: "file-size", dir: "ltr" }, sizeOf(media.size))),
  ];
  if (message.protected) return el("div", { class: "file" }, body);
  return el("a", { class: "file", href: fileUrl(media.file_id), download: media.name || "file" }, body);
}

export function sizeOf(bytes) {
  if (!bytes) return "";
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(0)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function place(media, message, hooks) {
  const at = media.location || media;
  const numbers = at.latitude === undefined ? "" : `${Number(at.latitude).toFixed(5)}, ${Number(at.longitude).toFixed(5)}`;
  const title = media.title || (media.live || at.live_period ? hooks.words.live : hooks.words.location);
  return el("div", { class: "place" }, el("div", { class: "map", "aria-hidden": "true" }, icon("pin", 34)),
    el("div", { class: "place-words" }, el("strong", { dir: "auto" }, title), media.address && el("span", { dir: "auto" }, media.address), el("span", { class: "soft", dir: "ltr" }, numbers)));
}

function card(media, message, hooks) {
  const name = media.name || [media.first_name, media.last_name].filter(Boolean).join(" ") || hooks.words.contact;
  return el("div", { class: "contact" }, avatar(message.from?.id || 1, name),
    el("span", { class: "file-words" }, el("strong", { dir: "auto" }, name), el("span", { class: "soft", dir: "ltr" }, media.phone || media.phone_number || "")));
}

const NAMES = { paid_media: "paidMedia" };

function unknown(media, message, hooks) {
  const title = media.question || media.emoji || media.title || hooks.words[NAMES[media.kind] || media.kind] || media.kind;
  return el("div", { class: "file" }, el("span", { class: "file-icon" }, icon("file", 22)), el("span", { class: "file-words" }, el("span", { class: "file-name", dir: "auto" }, title)));
}
