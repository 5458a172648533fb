// The cards between the devices: who holds the phone, the clock, the network's weather, the bot's
// process.

import { api } from "./api.js";
import { avatar, el, icon } from "./dom.js";
import { choosePerson, chosen, emit, languageOf, on, phonePeople, refreshWorld, world } from "./state.js";
import { clockTime, fullDay, now } from "./time.js";
import { LANGUAGES, languageName } from "./words.js";

const HOUR = 3600;
const DAY = 24 * HOUR;

const WEATHER = [
  ["fine", "Fine", "Everything arrives."],
  ["limits", "Flood limits", "Telegram's own limits are on."],
  ["down", "Telegram down", "The bot's calls fail."],
  ["lost", "Answers lost", "Calls work, but the bot is not told."],
];

const attempt = (promise) => promise.then(refreshWorld, (error) => emit("problem", error.message));

const card = (title, id, ...children) => el("section", { class: `card card-${id}`, "aria-labelledby": `card-${id}` }, el("h2", { id: `card-${id}` }, title), ...children);

export class Desk {
  constructor(place, phone) {
    this.phone = phone;
    place.append(this.people(), this.clock(), this.weather(), this.process());
    on("world", () => this.draw());
    on("person", () => this.draw());
    on("tick", () => this.tick());
    phone.onLock = (locked) => this.paintLock(locked);
  }

  people() {
    this.picker = el("div", { class: "people", role: "radiogroup", "aria-labelledby": "card-people", dataset: { testid: "person-picker" } });
    this.languages = el("select", { class: "input", "aria-label": "Language of this phone", dataset: { testid: "person-language" }, onchange: () => attempt(api.language(chosen.person, this.languages.value)) });
    this.lockButton = el("button", { type: "button", class: "plain", dataset: { testid: "phone-lock" }, onclick: () => this.phone.setLocked(!this.phone.locked) });
    this.paintLock(false);
    return card("Who holds the phone", "people", this.picker, el("label", { class: "language-row" }, icon("globe", 18), this.languages), this.lockButton);
  }

  paintLock(locked) {
    this.lockButton.replaceChildren(icon("lock", 18), locked ? "Unlock phone" : "Lock phone");
    this.lockButton.setAttribute("aria-pressed", String(locked));
  }

  clock() {
    this.day = el("span", { class: "clock-day" });
    this.time = el("span", { class: "clock-time" });
    const button = (label, id, seconds, spoken) => el("button", { type: "button", dataset: { testid: id }, "aria-label": spoken, onclick: () => attempt(api.clock(seconds)) }, label);
    return card("Clock", "clock", el("p", { class: "clock-now", dataset: { testid: "clock-now" } }, this.time, this.day),
      el("div", { class: "button-row" }, button("+1 h", "clock-1h", HOUR, "One hour later"), button("+1 day", "clock-1d", DAY, "One day later"), button("+90 d", "clock-90d", 90 * DAY, "Ninety days later")));
  }

  weather() {
    const options = WEATHER.map(([value, name, meaning]) => el("label", { class: "option", title: meaning },
      el("input", { type: "radio", name: "weather", value, dataset: { testid: `weather-${value}` }, onchange: () => attempt(api.weather(value)) }), el("span", { class: `weather-dot weather-${value}` }), el("span", {}, name)));
    this.weatherMeaning = el("p", { class: "card-note" });
    this.weatherBox = el("div", { class: "options", role: "radiogroup", "aria-labelledby": "card-weather", dataset: { testid: "weather" } }, options);
    return card("Network weather", "weather", this.weatherBox, this.weatherMeaning);
  }

  process() {
    const button = (label, action, className = "") => el("button", { type: "button", class: className, dataset: { testid: `bot-${action}` }, onclick: () => this.control(action) }, label);
    this.buttons = { stop: button("Stop", "stop"), start: button("Start", "start"), kill: button("Kill", "kill", "danger") };
    this.status = el("p", { class: "bot-status", role: "status", dataset: { testid: "bot-status" } });
    return card("Bot", "bot", this.status, el("div", { class: "button-row" }, Object.values(this.buttons)));
  }

  async control(action) {
    for (const button of Object.values(this.buttons)) button.disabled = true;
    this.status.replaceChildren(el("span", { class: "dot waiting" }), action === "start" ? "starting…" : "stopping…");
    await attempt(api.process(action));
    this.draw();
  }

  draw() {
    this.drawPeople();
    this.tick();
    const [, , meaning] = WEATHER.find(([value]) => value === world.weather) || WEATHER[0];
    for (const input of this.weatherBox.querySelectorAll("input")) input.checked = input.value === world.weather;
    this.weatherMeaning.textContent = meaning;
    const running = world.process === "running";
    const known = world.process !== null && world.process !== undefined;
    this.status.replaceChildren(el("span", { class: `dot ${running ? "on" : known ? "off" : "waiting"}` }), known ? (running ? "running" : "stopped") : "runs on its own");
    this.buttons.stop.disabled = !running;
    this.buttons.kill.disabled = !running;
    this.buttons.start.disabled = running || !known;
  }

  drawPeople() {
    const people = phonePeople();
    const sign = JSON.stringify([people, chosen.person]);
    if (sign === this.peopleSign) return;
    this.peopleSign = sign;
    const focused = this.picker.contains(document.activeElement);
    this.picker.replaceChildren(...people.map((one) => el("label", { class: "option person" },
      el("input", { type: "radio", name: "person", value: one.id, checked: one.id === chosen.person, dataset: { testid: `person-${one.id}` }, onchange: () => choosePerson(one.id) }),
      avatar(one.id, one.name), el("span", { class: "person-words" }, el("strong", { dir: "auto" }, one.name), el("span", { dir: "auto" }, one.blocked ? "has blocked the bot" : one.role_label || languageName(one.language))))));
    if (focused) this.picker.querySelector("input:checked")?.focus();
    const language = languageOf(chosen.person);
    const list = LANGUAGES.includes(language) ? LANGUAGES : [language, ...LANGUAGES];
    this.languages.replaceChildren(...list.map((code) => el("option", { value: code, selected: code === language }, languageName(code))));
  }

  tick() {
    this.time.textContent = clockTime(now());
    this.day.textContent = fullDay(now());
  }
}
