// What the page knows and what is chosen on it. Everything else asks here and is told of changes.

import { api, coalesce } from "./api.js";
import { setClock } from "./time.js";

const RIGHT_TO_LEFT = new Set(["ar", "ur", "he", "fa", "ps", "ckb", "yi", "sd"]);

const listeners = new Map();

export const world = { bot: { name: "", username: "" }, people: [], chats: [], clock: null, weather: "fine", process: null, commands: {} };
export const chosen = { person: null, member: null };
export const line = { up: true };

export function on(topic, run) {
  if (!listeners.has(topic)) listeners.set(topic, []);
  listeners.get(topic).push(run);
}

export function emit(topic, value) {
  for (const run of listeners.get(topic) || []) run(value);
}

// A reload keeps who was chosen; a browser that forbids storage only forgets it.
export const memory = {
  read(key) {
    try {
      return localStorage.getItem(`sandbox.${key}`);
    } catch {
      return null;
    }
  },
  write(key, value) {
    try {
      localStorage.setItem(`sandbox.${key}`, value);
    } catch {
      // Forgetting is fine.
    }
  },
};

async function load() {
  const fresh = await api.state();
  Object.assign(world, fresh);
  setClock(world.clock);
  chosen.person = choose(chosen.person, "person", phonePeople());
  chosen.member = choose(chosen.member, "member", staffPeople());
  emit("world");
}

function choose(current, key, people) {
  const wanted = current ?? Number(memory.read(key));
  const found = people.find((one) => one.id === wanted) || people[0];
  return found ? found.id : null;
}

export const refreshWorld = coalesce(() => load().catch((error) => emit("problem", error.message)));

export const firstLoad = load;

export const phonePeople = () => world.people.filter((one) => one.side === "phone");
export const staffPeople = () => world.people.filter((one) => one.side === "staff");
export const person = (id) => world.people.find((one) => one.id === id);
export const languageOf = (id) => person(id)?.language || "en";
export const isRightToLeft = (language) => RIGHT_TO_LEFT.has(String(language).split("-")[0]);

export function choosePerson(id) {
  chosen.person = id;
  memory.write("person", id);
  emit("person");
}

export function chooseMember(id) {
  chosen.member = id;
  memory.write("member", id);
  emit("member");
}

const idOf = (member) => (typeof member === "object" ? member.id : member);

/** Groups, channels and forums that this person is in; the private chat with the bot is not among them. */
export function groupsOf(id) {
  return world.chats.filter((chat) => chat.type !== "private" && (chat.members || []).some((member) => idOf(member) === id));
}

/** The chat as a header shows it: private chats carry the bot's name, whoever looks. */
export function chatNamed(id) {
  const chat = world.chats.find((one) => one.id === id && one.type !== "private");
  return chat || { id, type: "private", title: world.bot.name, topics: [], members: [id] };
}

export const commandsIn = (chat, viewer) => world.commands?.[`${chat}:${viewer}`] || [];
