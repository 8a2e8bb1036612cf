// The foot of a phone: field, attachments, commands, reply keyboard; or START.

import { button, h } from "/dom.js";
import { icon } from "/icons.js";
import { SENDABLE, iconOf } from "/media.js";
import { t } from "/words.js";

export class Composer {
  constructor(phone) {
    this.phone = phone;
    this.mode = null;
    this.keysOpen = true;
    this.screen = { messages: [], keyboard: [], commands: [], placeholder: "" };
    this.field = h("textarea", { rows: "1", maxlength: "4096", onkeydown: (event) => this.onKey(event), oninput: () => this.grow() });
    this.build();
  }

  build() {
    this.about = h("div", { class: "mode", hidden: true });
    this.attach = button(icon("clip"), () => this.openAttachments(), { class: "plain", "aria-haspopup": "menu" });
    this.slash = button("/", () => this.openCommands(), { class: "plain slash", "aria-haspopup": "menu" });
    this.toggle = button(icon("keys"), () => this.toggleKeys(), { class: "plain" });
    this.send = h("button", { class: "send" }, icon("send"));
    this.who = h("div", { class: "speakers" }, this.phone.owner.select, this.phone.owner.topic);
    const row = h("div", { class: "row" }, this.attach, this.slash, this.field, this.toggle, this.send);
    this.form = h("form", { class: "composer", onsubmit: (event) => this.submit(event) }, this.about, this.who, row);
    this.keys = h("div", { class: "reply-keys", role: "group" });
    this.big = button("", () => this.pressBig(), { class: "big" });
    this.element = h("footer", {}, this.big, this.form, this.keys);
  }

  say(key, values) {
    return t(key, values, this.phone.code);
  }

  show(screen) {
    this.screen = screen;
    this.draw();
  }

  draw() {
    const { phone, screen } = this;
    const asleep = !phone.isGroup && !screen.messages.length;
    const blocked = phone.facts.blocked;
    this.big.hidden = !(asleep || blocked);
    this.big.textContent = this.say(blocked ? "phone.unblock" : "phone.start");
    this.form.hidden = asleep || blocked || phone.facts.type === "channel";
    this.who.hidden = !phone.isGroup;
    this.slash.hidden = !screen.commands.length;
    this.drawLabels();
    this.drawKeys();
  }

  drawLabels() {
    const name = this.phone.title;
    this.field.placeholder = this.screen.placeholder || this.say("composer.field");
    this.field.setAttribute("aria-label", this.say("composer.fieldOf", { name }));
    const labels = [[this.attach, "composer.attach"], [this.slash, "composer.commands"], [this.send, "composer.send"],
      [this.toggle, this.keysOpen ? "composer.hideKeys" : "composer.showKeys"],
      [this.phone.owner.select, "composer.speaker"], [this.phone.owner.topic, "composer.topic"], [this.keys, "composer.keys"]];
    for (const [node, key] of labels) {
      node.setAttribute("aria-label", this.say(key));
      node.title = this.say(key);
    }
    this.keys.removeAttribute("title");
  }

  drawKeys() {
    const { keyboard } = this.screen;
    const open = keyboard.length && this.keysOpen && !this.form.hidden;
    this.toggle.hidden = !keyboard.length;
    this.toggle.setAttribute("aria-pressed", String(this.keysOpen));
    this.keys.hidden = !open;
    const drawn = JSON.stringify(keyboard);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const rows = keyboard.map((row) => h("div", { class: "keys-row" }, ...row.map((label) => button(label, () => this.phone.owner.says(label)))));
    this.keys.replaceChildren(...rows);
  }

  toggleKeys() {
    this.keysOpen = !this.keysOpen;
    this.draw();
    this.phone.log.toEnd();
  }

  pressBig() {
    const { owner, facts } = this.phone;
    return facts.blocked ? this.phone.act("unblocks") : owner.does("starts");
  }

  onKey(event) {
    if (event.key === "Escape" && this.mode) this.leaveMode();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.form.requestSubmit();
  }

  grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, 120)}px`;
  }

  submit(event) {
    event.preventDefault();
    const text = this.take();
    if (!text.trim()) return undefined;
    const { owner } = this.phone;
    const mode = this.mode;
    this.leaveMode();
    if (mode?.kind === "edit") return owner.does("edits", { message_id: mode.message.id, text });
    return owner.says(text, mode ? { reply_to: mode.message.id } : {});
  }

  take() {
    const text = this.field.value;
    this.field.value = "";
    this.grow();
    return text;
  }

  // Editing and replying: the field says what it is about to do.
  enterMode(kind, message) {
    this.mode = { kind, message };
    if (kind === "edit") this.field.value = message.text;
    const words = h("span", {}, h("b", { text: this.say(`composer.${kind}`) }), ` ${message.text.slice(0, 60)}`);
    const leave = button(icon("close"), () => this.leaveMode(), { class: "plain", "aria-label": this.say("composer.leave") });
    this.about.replaceChildren(icon(kind), words, leave);
    this.about.hidden = false;
    this.grow();
    this.field.focus();
  }

  leaveMode() {
    if (this.mode?.kind === "edit") this.field.value = "";
    this.mode = null;
    this.about.hidden = true;
    this.grow();
  }

  openAttachments() {
    const kinds = SENDABLE.map((kind) => [this.say(`media.${kind}`), () => this.sendMedia(kind), iconOf(kind)]);
    kinds.push([this.say("media.forward"), () => this.phone.owner.does("forwards", { text: this.take() || this.say("media.forwarded") }), "forward"]);
    this.phone.openMenu(this.attach, kinds);
  }

  sendMedia(kind) {
    const caption = ["photo", "voice", "document"].includes(kind) ? this.take() : "";
    return this.phone.owner.sends(kind, caption);
  }

  openCommands() {
    const items = this.screen.commands.map((one) => [`/${one.command} — ${one.description}`, () => this.phone.owner.says(`/${one.command}`)]);
    this.phone.openMenu(this.slash, items);
  }
}
