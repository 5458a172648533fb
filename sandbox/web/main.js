// Starts the page: puts the parts in their places, passes events on to the devices that show them.

import { listen } from "./api.js";
import { Desk } from "./desk.js";
import { mark } from "./dom.js";
import { Peek } from "./peek.js";
import { Phone } from "./phone.js";
import { Staff } from "./staff.js";
import { chosen, emit, firstLoad, line, memory, on, refreshWorld, world } from "./state.js";
import { setUpTheme } from "./theme.js";

const CLOCK_TICK = 5000;
const FIRST_RETRY = 1500;
const PROBLEM_TIME = 6000;

const byId = (id) => document.getElementById(id);

const phone = new Phone(byId("phone"));
const staff = new Staff(byId("staff"));
new Desk(byId("desk"), phone);
const peek = new Peek(byId("peek"), { reporter: () => phone.glance(), staff: () => staff.glance() });

setUpTheme(byId("theme"));
byId("brand-mark").append(mark());
setUpTabs();

on("world", () => {
  byId("brand-name").textContent = world.bot.name;
  document.title = `${world.bot.name}: sandbox`;
  peek.refresh();
});
for (const topic of ["person", "member"]) on(topic, () => peek.refresh());

let problemTimer = null;
on("problem", (text) => {
  const box = byId("problem");
  box.textContent = text;
  box.hidden = false;
  clearTimeout(problemTimer);
  problemTimer = setTimeout(() => (box.hidden = true), PROBLEM_TIME);
});

function setUpTabs() {
  const tabs = [...document.querySelectorAll(".tab")];
  const show = (name) => {
    document.body.dataset.tab = name;
    for (const tab of tabs) {
      tab.setAttribute("aria-pressed", String(tab.dataset.tab === name));
      if (tab.dataset.tab === name) tab.classList.remove("news");
    }
    memory.write("tab", name);
  };
  for (const tab of tabs) tab.addEventListener("click", () => show(tab.dataset.tab));
  const saved = memory.read("tab");
  show(tabs.some((tab) => tab.dataset.tab === saved) ? saved : "phone");
}

// On a small screen only one device is in sight: a dot says that something came on the other.
function noteNews(event) {
  if (event.kind !== "message") return;
  const name = event.chat === chosen.person ? "phone" : "staff";
  if (document.body.dataset.tab !== name) document.querySelector(`.tab[data-tab="${name}"]`).classList.add("news");
}

function heard(event) {
  if (event.kind === "state") refreshWorld();
  else {
    phone.heard(event);
    staff.heard(event);
    noteNews(event);
  }
  peek.refresh();
}

async function begin() {
  try {
    await firstLoad();
  } catch (error) {
    emit("problem", error.message);
    setTimeout(begin, FIRST_RETRY);
    return;
  }
  listen(heard, (up) => {
    // After a gap nobody knows what was missed: everything on show is fetched again.
    if (up && !line.up) {
      refreshWorld();
      staff.catchUp();
    }
    line.up = up;
    byId("line").hidden = up;
  });
  setInterval(() => emit("tick"), CLOCK_TICK);
}

begin();
