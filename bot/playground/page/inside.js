// The strip: what the bot stored and what it owes, looked at every second.

import { get } from "/api.js";
import { cell, compact } from "/cells.js";
import { button, h, hidden } from "/dom.js";
import { Faults } from "/faults.js";
import { icon } from "/icons.js";
import { onLanguage, t } from "/words.js";

const KEY = "viche.inside";
const EVERY = 1000;
const CLASSES = ["answer", "alert", "notice", "broadcast"];

export class Inside {
  constructor(element, path) {
    Object.assign(this, { element, path, facts: null, seen: new Map(), wide: null });
    this.open = localStorage.getItem(KEY) !== "closed";
    this.faults = new Faults(() => this.look());
    this.fold = button("", () => this.toggle(), { class: "plain fold" });
    this.bot = h("span", { class: "pill", role: "status" });
    this.ledger = h("span", { class: "ledger" });
    this.owed = h("div", { class: "owed" });
    this.body = h("div", { class: "tables" });
    const head = h("div", { class: "inside-head" }, this.fold, this.bot, this.ledger, this.faults.element);
    element.append(head, this.body);
    element.hidden = false;
    onLanguage(() => this.draw());
    this.draw();
    this.look();
    setInterval(() => document.hidden || this.look(), EVERY);
  }

  toggle() {
    this.open = !this.open;
    localStorage.setItem(KEY, this.open ? "open" : "closed");
    this.draw();
  }

  async look() {
    if (this.looking) return;
    this.looking = true;
    try {
      this.facts = await get(this.path);
      this.draw();
    } catch {
      this.bot.textContent = t("inside.silent");
      this.bot.className = "pill down";
    } finally {
      this.looking = false;
    }
  }

  draw() {
    this.element.classList.toggle("folded", !this.open);
    this.body.hidden = !this.open;
    this.fold.replaceChildren(icon("down"), h("b", { text: t("inside.title") }));
    this.fold.setAttribute("aria-expanded", String(this.open));
    this.faults.draw(this.facts?.faults);
    if (!this.facts) return;
    this.drawBot(this.facts.bot, this.facts.faults);
    this.drawLedger(this.facts.ledger);
    this.drawOwed(this.facts.owed);
    if (this.open) this.drawTables(this.facts.tables);
    if (this.wide) this.drawWide();
  }

  drawBot(bot, { network }) {
    const state = network || bot.state === "down" ? bot.state : "cut";
    const text = t(`inside.${state}`);
    if (this.bot.textContent !== text) this.bot.textContent = text;
    this.bot.className = `pill ${state}`;
    this.bot.title = t("inside.process", bot);
  }

  drawLedger(ledger) {
    const figures = ["sent", "stored", "done"].map((name) => figure(name, ledger[name]));
    const worries = ["held", "waiting", "dead", "doubt"].filter((name) => ledger[name]).map((name) => figure(name, ledger[name], "warn"));
    const lost = figure("lost", ledger.lost, ledger.lost ? "bad" : "good");
    this.ledger.replaceChildren(...figures, ...worries, lost);
  }

  drawOwed(owed) {
    this.owed.replaceChildren(...CLASSES.map((name) => figure(name, owed[name], owed[name] ? "warn" : "")));
  }

  drawTables(tables) {
    const nodes = tables.map((table) => this.card(table));
    const held = this.body.contains(document.activeElement) ? document.activeElement.dataset.table : null;
    this.body.replaceChildren(...nodes);
    if (held) this.body.querySelector(`[data-table="${held}"]`)?.focus();
  }

  card(table) {
    const title = button(h("b", { text: table.name }), () => this.openWide(table.name), { class: "plain", data: { table: table.name }, title: t("inside.show"), "aria-haspopup": "dialog" });
    title.append(hidden(`: ${t("inside.rows")} `), h("span", { text: table.count }));
    const rows = table.rows.map((row) => compact(table, row, this.isFresh(table, row)));
    if (!rows.length) rows.push(h("li", { class: "nothing", text: t("inside.empty") }));
    const owed = table.name === "outbox" ? this.owed : null;
    return h("section", { class: `card card-${table.name}` }, h("h3", {}, title), owed, h("ul", {}, ...rows));
  }

  // A row that was not there, or was another, at the last look.
  isFresh(table, row) {
    const key = [table.name, ...table.key.map((name) => row[table.columns.indexOf(name)])].join(" ");
    const now = JSON.stringify(row);
    const before = this.seen.get(key);
    this.seen.set(key, now);
    return this.settled && before !== now;
  }

  get settled() {
    const first = !this.started;
    this.started ??= setTimeout(() => { this.ready = true; }, EVERY / 2);
    return !first && this.ready;
  }

  openWide(name) {
    const close = button(icon("close"), () => dialog.close(), { class: "plain", "aria-label": t("add.close") });
    const dialog = h("dialog", { class: "wide", onclose: () => { dialog.remove(); this.wide = null; } });
    const title = h("h2", { id: "wide-title" });
    const place = h("div", { class: "wide-place", tabindex: "0", role: "region", "aria-labelledby": "wide-title" });
    const note = h("p", { text: t(name === "calls" ? "inside.calls" : "inside.newest") });
    dialog.setAttribute("aria-labelledby", "wide-title");
    dialog.append(close, title, note, place);
    document.body.append(dialog);
    this.wide = { name, title, place };
    this.drawWide();
    dialog.showModal();
  }

  drawWide() {
    const table = this.facts.tables.find((one) => one.name === this.wide.name);
    this.wide.title.textContent = t("inside.table", { name: table.name, n: table.count });
    const head = h("tr", {}, ...table.columns.map((name) => h("th", { scope: "col", text: name })));
    const rows = table.rows.map((row) => h("tr", {}, ...row.map((value) => h("td", {}, cell(value)))));
    this.wide.place.replaceChildren(h("table", {}, h("thead", {}, head), h("tbody", {}, ...rows)));
  }
}

function figure(name, n, kind = "") {
  return h("span", { class: `figure ${kind}`, data: { figure: name } }, `${t(`inside.${name}`)} `, h("b", { text: n }));
}
