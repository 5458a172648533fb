// Builds DOM nodes. The page never turns a string into markup: every word a person or the bot
// wrote becomes a text node, so nothing anybody types can become an element.

const SVG = "http://www.w3.org/2000/svg";

/** el("p", {class: "note", onclick: f, dataset: {id: 1}}, "words", node) */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(node, name, value);
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function setAttribute(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === "dataset") Object.assign(node.dataset, value);
  else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (name === "value") node.value = value;
  else node.setAttribute(name, value === true ? "" : String(value));
}

// Paths on a 24 by 24 grid, drawn with a rounded stroke; a second colour is never needed.
const PATHS = {
  attach: "M20 11.5 12.2 19.3a4.7 4.7 0 0 1-6.7-6.7l8.2-8.1a3.2 3.2 0 0 1 4.5 4.5l-8.1 8.1a1.6 1.6 0 0 1-2.3-2.3l7.4-7.3",
  back: "M15 5 8 12l7 7",
  block: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM6.2 6.2l11.6 11.6",
  bolt: "M13 3 5.5 13.5H12L11 21l7.5-10.5H12L13 3Z",
  calendar: "M5 6.5h14v13H5v-13ZM5 10.5h14M9 4v4M15 4v4",
  camera: "M4 8h3.5L9 5.5h6L16.5 8H20v11H4V8ZM12 16.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4Z",
  check: "M5 12.5 10 17.5 19.5 7",
  close: "M6 6l12 12M18 6 6 18",
  copy: "M9 9h10.5v10.5H9V9ZM15 9V4.5H4.5V15H9",
  down: "M6 9.5l6 6 6-6",
  edit: "M5 19l.8-4L16 4.8a1.7 1.7 0 0 1 2.4 0l.8.8a1.7 1.7 0 0 1 0 2.4L9 18.2 5 19Z",
  external: "M10 6H6v12h12v-4M14 5h5v5M19 5l-8 8",
  file: "M7 3.5h7L18.5 8v12.5H7V3.5ZM13.5 3.5v5h5",
  forward: "M13 6l6 6-6 6v-4c-4 0-6.5 1-8.5 4 .3-5 3.5-8 8.5-8V6Z",
  globe: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM3.5 12h17M12 3.5c-5 5.5-5 11.5 0 17M12 3.5c5 5.5 5 11.5 0 17",
  keyboard: "M3.5 7h17v11h-17V7ZM7 10.5h.1M10.3 10.5h.1M13.7 10.5h.1M17 10.5h.1M8 14.5h8",
  lock: "M6 11h12v9H6v-9ZM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  menu: "M4.5 7.5h15M4.5 12h15M4.5 16.5h15",
  mic: "M12 4a2.5 2.5 0 0 0-2.5 2.5v5a2.5 2.5 0 0 0 5 0v-5A2.5 2.5 0 0 0 12 4ZM6.5 11.5a5.5 5.5 0 0 0 11 0M12 17v3.5",
  moon: "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10Z",
  more: "M12 5.5v.1M12 12v.1M12 18.5v.1",
  person: "M12 12a3.8 3.8 0 1 0 0-7.6 3.8 3.8 0 0 0 0 7.6ZM5 20c.5-4 3-6 7-6s6.5 2 7 6",
  phone: "M8 3.5h8a1 1 0 0 1 1 1v15a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1v-15a1 1 0 0 1 1-1ZM11 18h2",
  photo: "M4.5 5.5h15v13h-15v-13ZM4.5 15.5l4-4 4 4 2.5-2.5 4.5 4.5M15.5 9.5h.1",
  pin: "M12 20.5c4-4.5 6-7.5 6-10.2A6 6 0 0 0 6 10.3c0 2.7 2 5.7 6 10.2ZM12 12.5a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z",
  play: "M8.5 5.5v13l10-6.5-10-6.5Z",
  reply: "M10 6l-6 6 6 6v-4c4.5 0 7.5 1 9.5 4-.5-5-3.5-8-9.5-8V6Z",
  send: "M4 4.5 20.5 12 4 19.5l2.5-7.5L4 4.5ZM6.5 12H13",
  stop: "M7 7h10v10H7V7Z",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4",
  tick: "M4 12.5 9 17.5 19 7",
  ticks: "M1.5 12.5 6.5 17.5 16 7M12 16.5l1 1L22.5 7",
  topic: "M9.5 4 7.5 20M16.5 4l-2 16M4.5 9h15.5M4 15h15.5",
  trash: "M5 7h14M10 4h4M7 7l.8 13h8.4L17 7M10.3 10.5v6M13.7 10.5v6",
  video: "M4 7h11v10H4V7ZM15 11l5-3v8l-5-3",
};

export function icon(name, size = 24) {
  const svg = document.createElementNS(SVG, "svg");
  const attributes = { viewBox: "0 0 24 24", width: size, height: size, class: `icon icon-${name}`, "aria-hidden": "true" };
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** The bot's face: a speech bubble with a keyhole. */
export function mark() {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "mark");
  svg.setAttribute("aria-hidden", "true");
  const bubble = document.createElementNS(SVG, "path");
  bubble.setAttribute("class", "mark-bubble");
  bubble.setAttribute("d", "M12 4.5c4.6 0 8 3 8 7s-3.4 7-8 7c-.9 0-1.7-.1-2.5-.3L5.5 20l.8-3.2C4.9 15.5 4 13.6 4 11.5c0-4 3.4-7 8-7Z");
  const hole = document.createElementNS(SVG, "path");
  hole.setAttribute("class", "mark-hole");
  hole.setAttribute("d", "M12 8a2.2 2.2 0 0 1 1.2 4l.7 3h-3.8l.7-3A2.2 2.2 0 0 1 12 8Z");
  svg.append(bubble, hole);
  return svg;
}

const HUES = 7;

/** A round picture with initials, always the same colour for the same id. */
export function avatar(id, name, kind = "person") {
  const face = el("span", { class: `avatar avatar-${Math.abs(Number(id)) % HUES}`, "aria-hidden": "true" });
  if (kind === "bot") {
    face.classList.add("avatar-bot");
    face.append(mark());
  } else face.append(initials(name));
  return face;
}

function initials(name) {
  const words = String(name || "?").trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : [words[0]];
  return letters.map((word) => [...word][0] || "").join("").toLocaleUpperCase();
}

/** Focus stays inside `box` while it is open; returns the function that ends that. */
export function trapFocus(box) {
  const before = document.activeElement;
  const inside = () => [...box.querySelectorAll("button, input, textarea, select, a[href], [tabindex='0']")].filter((node) => !node.disabled && node.offsetParent);
  const onKey = (event) => {
    if (event.key !== "Tab") return;
    const nodes = inside();
    const edge = event.shiftKey ? nodes[0] : nodes[nodes.length - 1];
    if (!nodes.length || (document.activeElement !== edge && box.contains(document.activeElement))) return;
    event.preventDefault();
    (event.shiftKey ? nodes[nodes.length - 1] : nodes[0]).focus();
  };
  box.addEventListener("keydown", onKey);
  return () => {
    box.removeEventListener("keydown", onKey);
    if (before && before.isConnected) before.focus({ preventScroll: true });
  };
}
