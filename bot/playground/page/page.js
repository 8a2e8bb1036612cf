// The page: a phone for each person and each group, kept fresh by events.

import { get } from "/api.js";
import { openAdding } from "/adding.js";
import { Desk } from "/desk.js";
import { find } from "/dom.js";
import { icon } from "/icons.js";
import { Inside } from "/inside.js";
import { Phone } from "/phone.js";
import { Tour } from "/tour.js";
import { choose, language, onLanguage, t } from "/words.js";

const CAST = "/demo/cast";
const WATCH = "/demo/inside";
const FILES = "/demo/files/{number}";

// What phones, desk, tour and strip know of each other.
class World {
  state = null;
  phones = new Map();
  cast = { roles: {}, order: [], hidden: [] };
  attended = null;
  inside = null;
  gives = false;

  constructor() {
    this.desk = new Desk(this);
  }

  role(id, isGroup) {
    const type = this.phones.get(id)?.facts.type;
    const role = this.cast.roles[id] ?? (type === "channel" ? "channel" : isGroup ? "extra" : null);
    return role && t(`role.${role}`);
  }

  phoneOf(role) {
    const id = Object.keys(this.cast.roles).find((one) => this.cast.roles[one] === role);
    return this.phones.get(Number(id)) ?? [...this.phones.values()][0];
  }

  // Where a message's file is given out; null where nobody does.
  fileOf(message) {
    if (!this.gives || !message.file_id) return null;
    return new URL(FILES.replace("{number}", message.file_id), location.href).href;
  }

  groupOf(person) {
    return this.state.groups.findLast((one) => one.type !== "channel" && one.members.includes(person) && !one.upgraded_to);
  }

  channelOf(person) {
    return this.state.groups.findLast((one) => one.type === "channel" && one.members.includes(person));
  }

  attend(phone) {
    this.attended = phone;
  }

  hide(phone) {
    this.desk.put(phone, false);
    this.changed();
  }

  changed() {
    this.desk.draw();
  }

  async refresh() {
    this.state = await get("state");
    if (!this.inside) await this.openExtras(this.state.extra);
    for (const facts of this.state.people) this.take(facts, false);
    for (const facts of this.state.groups) this.take(facts, true);
    this.changed();
    await Promise.all([...this.phones.values()].map((phone) => phone.refresh()));
  }

  take(facts, isGroup) {
    const known = this.phones.get(facts.id);
    const phone = known ?? new Phone(facts.id, isGroup, this);
    this.phones.set(facts.id, phone);
    phone.update(facts);
    if (!known) this.desk.add(phone);
  }

  async openExtras(extra) {
    this.gives = extra.includes(FILES);
    if (extra.includes(CAST)) this.cast = await get(CAST);
    if (extra.includes(WATCH)) this.inside = new Inside(find("#inside"), WATCH);
  }

  hear(news) {
    const phone = this.phones.get(news.chat ?? news.person);
    if (news.kind === "network") this.inside?.look();
    else if (["person", "group", "members", "topic"].includes(news.kind)) this.refresh();
    else if (news.kind === "alert") phone?.alert(news.text, news.show_alert);
    else if (news.kind === "answered") this.phones.forEach((one) => one.owner.id === news.person && one.answered());
    else if (news.kind === "typing") phone?.type();
    else phone?.refresh();
    if (news.kind === "taken") phone?.work();
  }
}

const world = new World();
const tour = new Tour(world);

function redraw() {
  document.title = `${t("bar.title")} · ${t("inside.title")}`;
  for (const node of document.querySelectorAll("[data-language]")) {
    node.setAttribute("aria-pressed", String(node.dataset.language === language()));
  }
  for (const phone of world.phones.values()) {
    phone.update(phone.facts);
    phone.redraw();
  }
}

onLanguage(redraw);
choose(language());
for (const node of document.querySelectorAll("[data-language]")) {
  node.addEventListener("click", () => choose(node.dataset.language));
}
find("#add").append(icon("plus"));
find("#add").addEventListener("click", () => openAdding(world));
find("#guide").append(icon("help"));
find("#guide").addEventListener("click", () => tour.open());

const events = new EventSource("/playground/events");
events.addEventListener("open", async () => {
  find("#problem").replaceChildren();
  await world.refresh();
  tour.openOnce();
});
events.addEventListener("error", () => { find("#problem").textContent = t("bar.lost"); });
events.addEventListener("message", (event) => world.hear(JSON.parse(event.data)));
