// The messages of a chat, kept up to date with as little change as possible.

import { button, h, hidden } from "/dom.js";
import { icon } from "/icons.js";
import { line, separator } from "/bubble.js";
import { day, t } from "/words.js";

const NEAR = 60;
const PADDING = 8;

export class Log {
  constructor(phone) {
    this.phone = phone;
    this.shown = new Map();
    this.messages = [];
    this.missed = 0;
    this.follows = true;
    this.top = 0;
    this.lines = h("div", { class: "lines" });
    this.typing = h("div", { class: "line theirs typing", hidden: true }, h("div", { class: "bubble" }, h("i"), h("i"), h("i")));
    this.scroller = h("div", { class: "log", role: "log", tabindex: "0", onscroll: () => this.scrolled() }, this.lines, this.typing);
    this.jump = button(icon("down"), () => this.toEnd(), { class: "jump", hidden: true });
    this.element = h("div", { class: "log-frame" }, this.scroller, this.jump);
    new ResizeObserver(() => this.follows && this.toEnd(true)).observe(this.scroller);
  }

  get atEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }

  // Shows the messages; answers how many of them others wrote since the last look.
  show(messages) {
    const stays = this.follows || messages.some((one) => this.isNew(one) && this.phone.owner.wrote(one));
    const fresh = messages.filter((one) => this.isNew(one) && !this.phone.owner.wrote(one)).length;
    const first = !this.shown.size;
    this.messages = messages;
    this.reconcile(this.wanted(messages), first);
    if (stays || first) this.toEnd(first);
    else this.missed += fresh;
    this.showJump();
    return first ? 0 : fresh;
  }

  isNew(message) {
    return !this.shown.has(`m${message.id}`);
  }

  wanted(messages) {
    const wanted = [];
    let last = "";
    for (const message of messages) {
      const today = day(message.date, this.phone.code);
      if (today !== last) wanted.push({ key: `d${today}`, signature: today, make: () => separator(today) });
      last = today;
      const signature = `${this.phone.signature}${JSON.stringify(message)}`;
      wanted.push({ key: `m${message.id}`, signature, make: () => line(message, this.phone) });
    }
    return wanted;
  }

  reconcile(wanted, first) {
    const keys = new Set(wanted.map((one) => one.key));
    for (const [key, { node }] of this.shown) if (!keys.has(key)) this.remove(key, node);
    let before = null;
    for (const one of wanted) {
      const node = this.node(one, first);
      const place = before ? before.nextSibling : this.lines.firstChild;
      if (place !== node) this.lines.insertBefore(node, place);
      before = node;
    }
  }

  node(wanted, first) {
    const old = this.shown.get(wanted.key);
    if (old?.signature === wanted.signature) return old.node;
    const node = wanted.make();
    if (old) this.replace(old.node, node);
    else if (!first) node.classList.add("arrived");
    this.shown.set(wanted.key, { signature: wanted.signature, node });
    return node;
  }

  // The focus stays where it was: on the same button, else in the chat.
  replace(old, node) {
    const held = old.contains(document.activeElement) ? document.activeElement.dataset.key ?? "" : null;
    old.replaceWith(node);
    if (held === null) return;
    (node.querySelector(`[data-key="${CSS.escape(held)}"]`) ?? this.scroller).focus();
  }

  remove(key, node) {
    this.shown.delete(key);
    if (node.contains(document.activeElement)) this.scroller.focus();
    node.remove();
  }

  type(on) {
    if (this.typing.hidden !== on) return;
    this.typing.hidden = !on;
    if (this.follows) this.toEnd();
  }

  toEnd(sudden = false) {
    this.follows = true;
    const top = this.tallTop() ?? this.scroller.scrollHeight;
    this.scroller.scrollTo({ top, behavior: sudden ? "instant" : "auto" });
    this.scrolled();
  }

  // In a group a long message, such as a digest, is read from its beginning.
  tallTop() {
    const last = this.lines.lastElementChild;
    const reads = this.phone.isGroup && last?.classList.contains("theirs");
    return reads && last.offsetHeight > this.scroller.clientHeight ? last.offsetTop - PADDING : null;
  }

  // Who scrolls up reads; who comes back to the end follows again.
  scrolled() {
    const { scrollTop } = this.scroller;
    if (this.atEnd) this.follows = true;
    else if (scrollTop < this.top) this.follows = false;
    this.top = scrollTop;
    if (this.follows) this.missed = 0;
    this.showJump();
  }

  showJump() {
    this.jump.hidden = this.follows;
    const label = this.missed ? t("chat.jumpNew", { n: this.missed }, this.phone.code) : t("chat.jump", {}, this.phone.code);
    this.jump.replaceChildren(icon("down"), hidden(label));
    if (this.missed) this.jump.append(h("b", { class: "count", text: this.missed, "aria-hidden": "true" }));
  }
}
