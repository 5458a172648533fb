// What happens when somebody presses something in a message: inline buttons, links, copying.

import { api } from "./api.js";
import { alertDialog, question, toast } from "./overlay.js";
import { world } from "./state.js";

const LINK_HOSTS = new Set(["t.me", "telegram.me", "telegram.dog"]);
const RECENTLY = 1500;
const busy = new Set();
const lastPress = new Map();

/** Whether this person pressed something here a moment ago, so that the answer comes with that call. */
export const pressedLately = (viewer) => Date.now() - (lastPress.get(viewer) || 0) < RECENTLY || [...busy].some((key) => key.startsWith(`${viewer} `));

const keyOf = (where, message, button) => [where.viewer, where.chat, message.id, button.data].join(" ");

export const isBusy = (where, message, button) => Boolean(button.data) && busy.has(keyOf(where, message, button));

/** One press, one call: while the answer is under way the same button does nothing. */
export async function press(where, message, button, { device, follow, done }) {
  if (button.copy) return copyText(device, button.copy);
  if (button.url) return follow(button.url);
  if (!button.data) return toast(device, "This button works in Telegram only.");
  const key = keyOf(where, message, button);
  if (busy.has(key)) return undefined;
  busy.add(key);
  done();
  try {
    answer(await api.tap({ person: where.viewer, chat: where.chat, message: message.id, data: button.data }), device, follow);
  } catch (error) {
    toast(device, error.message);
  } finally {
    busy.delete(key);
    lastPress.set(where.viewer, Date.now());
    done();
  }
  return undefined;
}

/** Shows what the bot answered to a press: a dialog, a toast, or another place. */
export function answer(reply, device, follow) {
  if (reply?.url) follow(reply.url);
  else if (reply?.text && reply.alert) alertDialog(device, reply.text);
  else if (reply?.text) toast(device, reply.text);
}

export async function copyText(device, text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyTheOldWay(text);
  }
  toast(device, device.words().copied);
}

// Without https or localhost the clipboard object is missing; a selected text field still works.
function copyTheOldWay(text) {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "unseen";
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

/** The payload of a link to this very bot ("" when it has none), or null for any other link. */
export function deepLink(link) {
  let url;
  try {
    url = new URL(link);
  } catch {
    return null;
  }
  const name = world.bot.username?.toLowerCase();
  if (url.protocol === "tg:") {
    return url.searchParams.get("domain")?.toLowerCase() === name ? url.searchParams.get("start") || "" : null;
  }
  if (!LINK_HOSTS.has(url.hostname) || url.pathname.slice(1).toLowerCase() !== name) return null;
  return url.searchParams.get("start") || "";
}

/** Leaves the page only after a yes, and only to the web or a mail program. */
export async function openElsewhere(device, link) {
  const words = device.words();
  const yes = await question(device, {
    title: words.openLink,
    detail: link,
    actions: [{ label: words.cancel, value: false }, { label: words.open, value: true }],
  });
  if (yes && /^(https?|mailto):/i.test(link)) window.open(link, "_blank", "noopener,noreferrer");
}
