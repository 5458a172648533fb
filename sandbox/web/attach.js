// The paper clip: pictures, films and files with a caption, places, the person's own contact,
// forwarded messages, and one of each other kind there is.

import { api } from "./api.js";
import { el, icon } from "./dom.js";
import { sizeOf } from "./media.js";
import { menu, sheet, toast } from "./overlay.js";
import { samplePicture } from "./sample.js";

// Where the map opens; a person moves the pin from there.
export const MAP_START = { latitude: 51.5455, longitude: -0.0557 };
const DEGREES_PER_PIXEL = 0.00004;
const ARROW_STEP = 20;

export function attachMenu(device, anchor, where) {
  const words = device.words();
  const pick = (kind, accept) => () => pickFiles(accept, (files) => filesSheet(device, where, kind, files));
  menu(device, anchor, [
    { label: words.photo, icon: "photo", run: pick("photo", "image/*") },
    { label: words.camera, icon: "camera", run: async () => filesSheet(device, where, "photo", [await samplePicture()]) },
    { label: words.video, icon: "video", run: pick("video", "video/*") },
    { label: words.file, icon: "file", run: pick("document", "") },
    { label: words.location, icon: "pin", run: () => placeSheet(device, where) },
    { label: words.contact, icon: "person", run: () => attempt(device, api.contact({ person: where.viewer, chat: where.chat, topic: where.topic })) },
    { label: words.forward, icon: "forward", run: () => forwardSheet(device, where) },
    { label: words.others, icon: "more", run: () => othersMenu(device, anchor, where) },
  ], words.attach);
}

// Names as the sandbox knows its samples, and as the phone calls them.
const SAMPLES = { sticker: "sticker", venue: "venue", poll: "poll", story: "story", paid_media: "paidMedia", checklist: "checklist", dice: "dice", styled: "styled" };

function othersMenu(device, anchor, where) {
  const words = device.words();
  const round = () => pickFiles("video/*", (files) => filesSheet(device, where, "video_note", files));
  const sample = (kind) => () => attempt(device, api.sample({ person: where.viewer, chat: where.chat, topic: where.topic, kind }));
  menu(device, anchor, [
    { label: words.videoNote, run: round, icon: "video" },
    ...Object.entries(SAMPLES).map(([kind, word]) => ({ label: words[word], run: sample(kind), icon: "attach" })),
  ], words.others);
}

async function attempt(device, promise) {
  try {
    await promise;
    return true;
  } catch (error) {
    toast(device, error.message);
    return false;
  }
}

function pickFiles(accept, run) {
  const input = el("input", { type: "file", accept, multiple: true });
  input.addEventListener("change", () => input.files.length && run([...input.files]));
  input.click();
}

export function kindOf(file) {
  const kind = file.type.split("/")[0];
  return { image: "photo", video: "video", audio: "audio" }[kind] || "document";
}

const TITLES = { document: "file", video_note: "videoNote" };

export function filesSheet(device, where, kind, files) {
  const words = device.words();
  const urls = [];
  const preview = (file) => {
    const url = URL.createObjectURL(file);
    urls.push(url);
    if (kind === "photo") return el("img", { class: "preview-picture", src: url, alt: file.name });
    if (kind === "video" || kind === "video_note") return el("video", { class: "preview-picture", src: url, muted: true, controls: true });
    return el("div", { class: "file" }, el("span", { class: "file-icon" }, icon("file", 22)), el("span", { class: "file-words" }, el("span", { class: "file-name", dir: "auto" }, file.name), el("span", { class: "file-size", dir: "ltr" }, sizeOf(file.size))));
  };
  return sheet(device, words[TITLES[kind] || kind] || words.file, (close) => {
    const caption = el("input", { type: "text", dir: "auto", class: "input", placeholder: words.caption, "aria-label": words.caption, autofocus: true });
    const send = el("button", { type: "submit", class: "primary" }, words.send);
    const form = el("form", { class: "form" }, el("div", { class: "previews" }, files.map(preview)), caption, send);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (send.disabled) return;
      send.disabled = true;
      if (await sendFiles(device, where, kind, files, caption.value)) close(true);
      send.disabled = false;
    });
    return form;
  }).finally(() => urls.forEach((url) => URL.revokeObjectURL(url)));
}

/** The caption goes with the first file, as in an album. */
export async function sendFiles(device, where, kind, files, caption = "") {
  for (const [index, file] of files.entries()) {
    const fields = { person: where.viewer, chat: where.chat, topic: where.topic, kind, caption: index ? "" : caption };
    if (!(await attempt(device, api.file(fields, file)))) return false;
  }
  return true;
}

function placeSheet(device, where) {
  const words = device.words();
  return sheet(device, words.location, (close) => {
    const at = { ...MAP_START };
    const numbers = el("output", { class: "soft", dir: "ltr" });
    const map = el("div", { class: "map map-large", tabindex: 0, role: "application", "aria-label": words.location }, icon("pin", 40));
    const paint = () => {
      numbers.textContent = `${at.latitude.toFixed(5)}, ${at.longitude.toFixed(5)}`;
      map.style.backgroundPosition = `${(MAP_START.longitude - at.longitude) / DEGREES_PER_PIXEL}px ${(at.latitude - MAP_START.latitude) / DEGREES_PER_PIXEL}px`;
    };
    const shift = (x, y) => {
      at.longitude -= x * DEGREES_PER_PIXEL;
      at.latitude += y * DEGREES_PER_PIXEL;
      paint();
    };
    map.addEventListener("pointerdown", (event) => map.setPointerCapture(event.pointerId));
    map.addEventListener("pointermove", (event) => map.hasPointerCapture(event.pointerId) && shift(event.movementX, event.movementY));
    map.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
      if (!step) return;
      event.preventDefault();
      shift(step[0] * ARROW_STEP, step[1] * ARROW_STEP);
    });
    const send = (live) => async () => {
      if (await attempt(device, api.location({ person: where.viewer, chat: where.chat, topic: where.topic, ...at, live }))) close(true);
    };
    paint();
    return el("div", { class: "form" }, map, numbers,
      el("button", { type: "button", class: "primary", onclick: send(false) }, `${words.send}: ${words.location}`),
      el("button", { type: "button", class: "secondary", onclick: send(true) }, `${words.send}: ${words.live}`));
  });
}

function forwardSheet(device, where) {
  const words = device.words();
  return sheet(device, words.forward, (close) => {
    const origin = el("input", { type: "text", class: "input", dir: "auto", placeholder: words.forwardedFrom, "aria-label": words.forwardedFrom, required: true });
    const text = el("textarea", { class: "input", rows: 3, dir: "auto", placeholder: words.placeholder, "aria-label": words.placeholder, required: true });
    const form = el("form", { class: "form" }, origin, text, el("button", { type: "submit", class: "primary" }, words.send));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (await attempt(device, api.forward({ person: where.viewer, chat: where.chat, topic: where.topic, text: text.value, origin: origin.value }))) close(true);
    });
    return form;
  });
}
