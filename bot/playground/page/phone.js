// One phone: a person's chat with the bot, or a group seen by one of its members.

import { get, post } from "/api.js";
import { avatar } from "/avatar.js";
import { Composer } from "/composer.js";
import { button, h, hidden } from "/dom.js";
import { icon } from "/icons.js";
import { Log } from "/log.js";
import { openMenu } from "/menu.js";
import { Owner } from "/owner.js";
import { groupMenu, messageMenu, personMenu } from "/tools.js";
import { WORDS, language, t } from "/words.js";

const QUICK = 250;
const PATIENCE = 8000;
const SPINNER = 15000;

export class Phone {
  constructor(id, isGroup, world) {
    Object.assign(this, { id, isGroup, world, facts: {}, unread: 0, busy: new Set() });
    this.owner = new Owner(this);
    this.log = new Log(this);
    this.composer = new Composer(this);
    this.build();
  }

  build() {
    this.caption = h("h2", { class: "owner" });
    this.head = h("header", { class: "head" });
    this.toasts = h("div", { class: "toasts", role: "status" });
    this.dialog = h("div", { class: "pop-up", hidden: true });
    const screen = h("div", { class: "screen" }, this.head, this.log.element, this.toasts, this.composer.element, this.dialog);
    this.element = h("section", { class: "phone", data: { id: this.id } }, this.caption, screen);
    for (const name of ["pointerdown", "focusin"]) this.element.addEventListener(name, () => this.attend());
  }

  // The language of the phone: its owner's, else the page's.
  get code() {
    const spoken = this.facts.language_code;
    return spoken in WORDS ? spoken : language();
  }

  get title() {
    return this.isGroup ? this.facts.title : this.facts.first_name;
  }

  // What a message's look depends on besides the message.
  get signature() {
    return `${this.code}${this.owner.id}${JSON.stringify(this.facts.topics ?? "")}`;
  }

  update(facts) {
    this.facts = facts;
    this.element.lang = this.code;
    this.log.scroller.setAttribute("aria-label", t("chat.label", { name: this.title }, this.code));
    this.head.setAttribute("aria-label", this.title);
    if (this.isGroup) this.owner.offer(this.members, facts.topics);
    this.drawHead();
    this.drawCaption();
    this.composer.draw();
  }

  get members() {
    return this.world.state.people.filter((person) => this.facts.members.includes(person.id));
  }

  drawCaption() {
    const role = this.world.role(this.id, this.isGroup);
    this.element.setAttribute("aria-label", [this.title, role].filter(Boolean).join(", "));
    const badge = this.unread ? h("span", { class: "badge" }, String(this.unread), hidden(` ${t("phone.unread")}`)) : null;
    const name = h("span", { class: "name", text: this.title });
    this.caption.lang = language();
    this.caption.replaceChildren(avatar(this.facts), h("span", { class: "names" }, name, role ? h("small", { text: role }) : null), badge ?? "");
  }

  drawHead() {
    const name = this.isGroup ? this.title : this.facts.bot_name;
    const kind = this.facts.type === "channel" ? t("phone.channel", {}, this.code) : this.isGroup
      ? t("phone.members", { n: this.facts.members.length }, this.code)
      : t(this.facts.blocked ? "phone.blocked" : "phone.bot", {}, this.code);
    this.menu = button(icon("more"), () => this.openTools(), { class: "plain", "aria-label": t("phone.menu", { name: this.title }, this.code), "aria-haspopup": "menu" });
    this.state = h("small", { text: kind });
    this.head.replaceChildren(this.isGroup ? avatar(this.facts) : avatar(null), h("span", { class: "names" }, h("b", { text: name }), this.state), this.menu);
    this.element.classList.toggle("blocked", Boolean(this.facts.blocked));
  }

  openTools() {
    this.openMenu(this.menu, this.isGroup ? groupMenu(this) : personMenu(this));
  }

  openMenu(anchor, items) {
    openMenu(anchor, items, { label: t("phone.menu", { name: this.title }, this.code), lang: this.code });
  }

  messageTools(message, mine) {
    return messageMenu(this, message, mine);
  }

  nameOf(user) {
    const holder = this.isGroup ? this.members.find((one) => one.id === this.owner.id) : this.facts;
    return user.is_bot ? holder?.bot_name ?? user.first_name : user.first_name;
  }

  textOf(id) {
    return this.log.messages.find((one) => one.id === id)?.text ?? t("chat.deleted", {}, this.code);
  }

  act(action, body) {
    return post(`${this.isGroup ? "groups" : "people"}/${this.id}/${action}`, body);
  }

  // Several pieces of news make one look; a look that is on its way is followed by one.
  refresh() {
    this.wanted = true;
    this.looking ??= this.look().finally(() => { this.looking = null; });
    return this.looking;
  }

  async look() {
    while (this.wanted) {
      this.wanted = false;
      this.show(await get(`chats/${this.id}`));
    }
  }

  show(screen) {
    this.composer.show(screen);
    this.welcome(screen);
    const last = this.lastOfBot(this.log.messages);
    const fresh = this.log.show(screen.messages);
    if (this.lastOfBot(screen.messages) !== last) this.rest();
    if (fresh && !this.attended) this.count(fresh);
  }

  redraw() {
    this.log.show(this.log.messages);
    this.composer.draw();
  }

  lastOfBot(messages) {
    return JSON.stringify(messages.filter((one) => one.from.is_bot).slice(-2));
  }

  // What a chat shows before its first message.
  welcome(screen) {
    const empty = !this.isGroup && !screen.messages.length;
    this.intro?.remove();
    if (!empty) return;
    const words = this.facts.description || t("phone.welcome", {}, this.code);
    this.intro = h("div", { class: "intro" }, avatar(null), h("b", { text: t("phone.ask", {}, this.code) }), h("p", { text: words }));
    this.log.lines.before(this.intro);
  }

  get attended() {
    return this.world.attended === this && !this.element.hidden && !document.hidden;
  }

  attend() {
    this.world.attend(this);
    if (this.unread) this.count(-this.unread);
  }

  count(more) {
    this.unread += more;
    this.drawCaption();
    this.world.changed();
  }

  press(node, key, message) {
    if (key.callback_data) this.spin(node);
    return this.owner.press(key, message);
  }

  spin(node) {
    node.setAttribute("aria-busy", "true");
    this.busy.add(node);
    setTimeout(() => node.removeAttribute("aria-busy"), SPINNER);
  }

  answered() {
    this.busy.forEach((node) => node.removeAttribute("aria-busy"));
    this.busy.clear();
    this.rest();
  }

  // Dots from the moment that the bot has a message until it answers.
  work() {
    if (this.isGroup) return;
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.type(), QUICK);
  }

  type() {
    this.log.type(true);
    this.state.textContent = t("phone.typing", {}, this.code);
    clearTimeout(this.late);
    this.late = setTimeout(() => this.rest(), PATIENCE);
  }

  rest() {
    clearTimeout(this.soon);
    clearTimeout(this.late);
    this.log.type(false);
    this.drawHead();
  }

  // A pop-up waits to be closed, a note goes by itself.
  alert(text, stays) {
    if (!stays) return this.toast(text);
    const back = document.activeElement;
    const close = () => { this.dialog.hidden = true; back?.focus(); };
    const ok = button(t("phone.ok", {}, this.code), close, { class: "primary" });
    const words = h("p", { id: `pop-up-${this.id}`, text });
    const box = h("div", { class: "box", role: "alertdialog", "aria-modal": "true", "aria-labelledby": words.id }, words, ok);
    box.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
      if (event.key === "Tab") event.preventDefault();
    });
    this.dialog.replaceChildren(box);
    this.dialog.hidden = false;
    if (this.attended || !this.world.attended) ok.focus();
    return undefined;
  }

  toast(text) {
    const node = h("p", { text });
    this.toasts.append(node);
    setTimeout(() => node.remove(), 4000);
  }
}
