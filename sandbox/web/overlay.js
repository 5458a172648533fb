// What lies over a device's screen: toasts, alerts, sheets, menus. Each stays inside the device it
// belongs to, takes the focus while it is open, gives it back, and closes on Escape.

import { el, icon, trapFocus } from "./dom.js";

const TOAST_TIME = 3200;

/** A device is {root, words()}; root is the positioned element that overlays may cover. */
export function toast(device, text) {
  device.root.querySelector(".toast")?.remove();
  const box = el("div", { class: "toast", role: "status", dir: "auto" }, text);
  device.root.append(box);
  setTimeout(() => box.classList.add("leaving"), TOAST_TIME);
  setTimeout(() => box.remove(), TOAST_TIME + 300);
}

function open(device, className, box, { onClose, focus, modal = true } = {}) {
  closeOverlays(device);
  const screen = device.root.querySelector(".screen-content");
  const veil = el("div", { class: `veil ${className}` }, box);
  const release = trapFocus(veil);
  const close = (answer) => {
    if (!veil.isConnected) return;
    veil.remove();
    if (screen) screen.inert = false;
    release();
    device.overlay = null;
    onClose?.(answer);
  };
  veil.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close(null);
  });
  veil.addEventListener("pointerdown", (event) => {
    if (event.target === veil) close(null);
  });
  device.overlay = { close };
  device.root.append(veil);
  if (screen && modal) screen.inert = true;
  (focus || veil.querySelector("[autofocus], input, textarea, button"))?.focus({ preventScroll: true });
  return close;
}

export function closeOverlays(device) {
  device.overlay?.close(null);
}

/** Telegram's alert: words and one button. Resolves when it is closed. */
export const alertDialog = (device, text) => question(device, { text, actions: [{ label: device.words().ok, value: true }] });

/** A small dialog; resolves to the chosen value, or null. actions: [{label, value, danger}] */
export function question(device, { title, text, detail, actions }) {
  return new Promise((resolve) => {
    const row = el("div", { class: "dialog-actions" });
    const box = el("div", { class: "dialog", role: "alertdialog", "aria-modal": "true", "aria-label": title || text },
      title && el("h2", { dir: "auto" }, title), text && el("p", { dir: "auto" }, text), detail && el("p", { class: "dialog-detail", dir: "ltr" }, detail), row);
    for (const action of actions) {
      row.append(el("button", { type: "button", class: action.danger ? "danger" : "", onclick: () => close(action.value) }, action.label));
    }
    const close = open(device, "veil-dialog", box, { onClose: resolve, focus: row.lastElementChild });
  });
}

/** A panel from the bottom of the screen with a form in it. build(close) returns the content. */
export function sheet(device, title, build) {
  return new Promise((resolve) => {
    const body = el("div", { class: "sheet-body" });
    const words = device.words();
    const box = el("div", { class: "sheet", role: "dialog", "aria-modal": "true", "aria-label": title },
      el("header", { class: "sheet-head" }, el("h2", {}, title),
        el("button", { type: "button", class: "icon-button", "aria-label": words.cancel, onclick: () => close(null) }, icon("close", 20))), body);
    const close = open(device, "veil-sheet", box, { onClose: resolve });
    body.append(...[build((answer) => close(answer))].flat());
    body.querySelector("[autofocus], input:not([type=file]), textarea, button")?.focus({ preventScroll: true });
  });
}

/** A menu next to its button. items: [{label, icon, run, danger}] */
export function menu(device, anchor, items, label) {
  const list = el("div", { class: "menu", role: "menu", "aria-label": label || anchor.getAttribute("aria-label") });
  const close = open(device, "veil-menu", list, { modal: false, focus: list });
  for (const item of items) {
    const run = () => {
      close(null);
      item.run();
    };
    list.append(el("button", { type: "button", role: "menuitem", class: item.danger ? "danger" : "", onclick: run },
      item.icon && icon(item.icon, 20), el("span", { dir: "auto" }, item.label)));
  }
  list.addEventListener("keydown", moveInMenu);
  place(list, anchor.getBoundingClientRect(), device.root.getBoundingClientRect(), getComputedStyle(device.root).direction);
  list.querySelector("button")?.focus({ preventScroll: true });
}

function moveInMenu(event) {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (!(event.key in steps)) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const next = (buttons.indexOf(document.activeElement) + steps[event.key] + buttons.length) % buttons.length;
  buttons[next].focus();
}

const GAP = 6;

function place(list, anchor, frame, direction) {
  // Not the rectangle: while the menu is growing into place that one is too small.
  const size = { width: list.offsetWidth, height: list.offsetHeight };
  const above = anchor.bottom + GAP + size.height > frame.bottom - GAP;
  const top = above ? anchor.top - frame.top - size.height - GAP : anchor.bottom - frame.top + GAP;
  const wanted = direction === "rtl" ? anchor.right - frame.left - size.width : anchor.left - frame.left;
  const left = Math.max(GAP, Math.min(wanted, frame.width - size.width - GAP));
  list.style.top = `${Math.max(GAP, top)}px`;
  list.style.left = `${left}px`;
}
