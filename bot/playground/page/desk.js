// Which phones lie on the desk; on a small screen, which of them is in the hand.

import { avatar } from "/avatar.js";
import { button, find, h, hidden } from "/dom.js";
import { icon } from "/icons.js";
import { onLanguage, t } from "/words.js";

const KEY = "viche.hidden";
const SMALL = matchMedia("(max-width: 760px)");

export class Desk {
  constructor(world) {
    this.world = world;
    this.hidden = null;
    this.current = null;
    this.inside = false;
    this.nav = find("#desk");
    this.place = find("#phones");
    this.watcher = new IntersectionObserver((all) => this.seen(all), { root: this.place, threshold: 0.6 });
    SMALL.addEventListener("change", () => this.draw());
    onLanguage(() => this.draw());
  }

  get small() {
    return SMALL.matches;
  }

  add(phone) {
    const { order } = this.world.cast;
    const rank = (id) => (order.includes(id) ? order.indexOf(id) : order.length);
    const after = [...this.place.children].find((one) => rank(Number(one.dataset.id)) > rank(phone.id));
    this.place.insertBefore(phone.element, after ?? null);
    this.watcher.observe(phone.element);
  }

  draw() {
    if (!this.world.state) return;
    this.hidden ??= new Set(JSON.parse(localStorage.getItem(KEY)) ?? this.world.cast.hidden);
    for (const phone of this.phones) phone.element.hidden = this.isHidden(phone);
    document.body.classList.toggle("looking-inside", this.small && this.inside);
    const chips = this.phones.filter((one) => !one.facts.upgraded_to).map((one) => this.chip(one));
    if (this.world.inside && this.small) chips.push(this.insideChip());
    this.lay(chips);
  }

  // A chip that is replaced or moved as the finger goes down and up would not be tapped.
  lay(chips) {
    const old = [...this.nav.children];
    if (old.length === chips.length && old.every((one, at) => one.isEqualNode(chips[at]))) return;
    const held = this.nav.contains(document.activeElement) ? document.activeElement.dataset.id : null;
    this.nav.replaceChildren(...chips);
    if (this.small) this.nav.querySelector("[aria-current=true]")?.scrollIntoView({ inline: "center", block: "nearest" });
    if (held) this.nav.querySelector(`[data-id="${held}"]`)?.focus();
  }

  get phones() {
    const order = [...this.place.children].map((one) => Number(one.dataset.id));
    return [...this.world.phones.values()].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  }

  isHidden(phone) {
    return Boolean(phone.facts.upgraded_to) || this.hidden.has(phone.id);
  }

  chip(phone) {
    const state = this.small
      ? { "aria-current": String(!this.inside && this.current === phone.id) }
      : { "aria-pressed": String(!this.isHidden(phone)) };
    const facts = { class: "chip", data: { id: phone.id }, title: this.world.role(phone.id, phone.isGroup), ...state };
    const node = button(avatar(phone.facts), () => this.toggle(phone), facts);
    node.append(h("span", { text: phone.title }));
    if (phone.unread) node.append(h("span", { class: "badge" }, String(phone.unread), hidden(` ${t("phone.unread")}`)));
    return node;
  }

  insideChip() {
    const facts = { class: "chip", data: { id: "inside" }, "aria-current": String(this.inside) };
    const node = button(icon("lock"), () => { this.inside = true; this.draw(); }, facts);
    node.append(h("span", { text: t("inside.title") }));
    return node;
  }

  toggle(phone) {
    if (this.small) return this.reveal(phone);
    this.put(phone, this.isHidden(phone));
    return this.draw();
  }

  put(phone, shown) {
    if (shown) this.hidden.delete(phone.id);
    else this.hidden.add(phone.id);
    localStorage.setItem(KEY, JSON.stringify([...this.hidden]));
    if (shown) phone.refresh();
  }

  // Brings a phone into view, wherever it is.
  reveal(phone) {
    this.inside = false;
    this.put(phone, true);
    this.current = phone.id;
    this.draw();
    phone.element.scrollIntoView({ inline: "center", block: "nearest" });
    phone.log.toEnd(true);
    if (this.small) phone.attend();
  }

  revealInside() {
    this.inside = true;
    this.draw();
  }

  seen(all) {
    const found = all.find((one) => one.isIntersecting);
    if (!found || !this.small) return;
    this.current = Number(found.target.dataset.id);
    this.world.phones.get(this.current).attend();
    this.draw();
  }
}
