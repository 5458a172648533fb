// "What the server knows": the tables as somebody who stole the disk would see them, next to what
// the reporter and the staff read at the same moment.

import { api, coalesce } from "./api.js";
import { el, icon } from "./dom.js";
import { chosen, person } from "./state.js";

const LONGEST_CELL = 44;
const UNREADABLE = /^(?:[0-9a-f]{16,}|[A-Za-z0-9+/_=-]{40,}|\\x[0-9a-f]+|b'.*)…?$/i;

export class Peek {
  constructor(details, sides) {
    this.details = details;
    this.sides = sides;
    this.tables = el("div", { class: "peek-tables" });
    this.reporter = el("p", { dir: "auto" });
    this.staff = el("p", { dir: "auto" });
    this.names = { reporter: el("span", {}), staff: el("span", {}) };
    const side = (title, name, words) => el("div", { class: "peek-side" }, el("h3", {}, title, " ", name), words);
    details.append(el("div", { class: "peek-body" },
      el("div", { class: "peek-thief" }, el("h3", {}, icon("lock", 16), "What a thief of the disk would see"), this.tables),
      el("div", { class: "peek-sides" }, side("What the reporter sees", this.names.reporter, this.reporter), side("What staff see", this.names.staff, this.staff))));
    this.refresh = coalesce(() => this.load(), 250);
    details.addEventListener("toggle", () => this.refresh());
  }

  async load() {
    if (!this.details.open) return;
    const tables = await api.peek().catch(() => []);
    // A table that is being read keeps its place.
    const places = new Map([...this.tables.querySelectorAll(".peek-scroll")].map((box) => [box.dataset.table, [box.scrollLeft, box.scrollTop]]));
    this.tables.replaceChildren(...(tables.length ? tables.map(drawTable) : [el("p", { class: "card-note" }, "Nothing is stored yet.")]));
    for (const box of this.tables.querySelectorAll(".peek-scroll")) [box.scrollLeft, box.scrollTop] = places.get(box.dataset.table) || [0, 0];
    this.reporter.textContent = this.sides.reporter() || "An empty chat.";
    this.staff.textContent = this.sides.staff() || "An empty chat.";
    this.names.reporter.textContent = `(${person(chosen.person)?.name ?? ""})`;
    this.names.staff.textContent = `(${person(chosen.member)?.name ?? ""})`;
  }
}

function drawTable({ table, columns, rows }) {
  const head = el("tr", {}, columns.map((name) => el("th", { scope: "col" }, name)));
  const body = rows.map((row) => el("tr", {}, row.map(cell)));
  return el("figure", { class: "peek-table" }, el("figcaption", {}, el("strong", {}, table), ` ${rows.length} ${rows.length === 1 ? "row" : "rows"}`),
    el("div", { class: "peek-scroll", tabindex: 0, role: "region", "aria-label": `Table ${table}`, dataset: { table } },
      el("table", {}, el("thead", {}, head), el("tbody", {}, body.length ? body : el("tr", {}, el("td", { class: "nothing", colspan: columns.length }, "empty"))))));
}

function cell(value) {
  if (value === null || value === undefined) return el("td", { class: "nothing" }, "null");
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  const shown = text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL)}…` : text;
  return el("td", { class: UNREADABLE.test(text) ? "sealed" : "", title: text.length > LONGEST_CELL ? `${text.length} characters` : null, dir: "ltr" }, shown);
}
