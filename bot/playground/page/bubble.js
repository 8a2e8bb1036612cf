// One message: bubble, marks, inline buttons.

import { button, h, hidden } from "/dom.js";
import { icon } from "/icons.js";
import { drawn } from "/media.js";
import { formatted, link } from "/text.js";
import { clock, t } from "/words.js";

const TINTS = 6;

export function line(message, phone) {
  if (message.service.length) return service(message, phone);
  const mine = phone.owner.wrote(message);
  const item = h("div", { class: `line ${mine ? "mine" : "theirs"}` });
  item.append(bubble(message, phone, mine));
  if (message.rows.length) item.append(keyboard(message, phone));
  return item;
}

export function separator(text) {
  return h("div", { class: "line day" }, h("span", { text }));
}

function service(message, phone) {
  const words = message.service.map((kind) => t(`service.${kind}`, { name: message.from.first_name }, phone.code));
  return h("div", { class: "line day" }, h("span", { text: words.join(", ") }));
}

function bubble(message, phone, mine) {
  const node = h("div", { class: "bubble" });
  node.append(hidden(`${phone.nameOf(message.from)}: `), ...above(message, phone, mine));
  message.media.forEach((kind) => node.append(drawn(kind, message, phone)));
  const words = formatted(message.text, message.entities, (text) => phone.owner.says(text));
  if (message.text) node.append(h("div", { class: "words", dir: "auto" }, words, gap(mine)));
  node.append(marks(message, phone, mine));
  const tools = phone.messageTools(message, mine);
  node.append(more(phone, tools));
  node.addEventListener("contextmenu", (event) => {
    event.preventDefault();
    phone.openMenu(node.querySelector(".bubble-more"), tools);
  });
  return node;
}

function above(message, phone, mine) {
  const found = [];
  if (phone.isGroup && !mine) found.push(signature(message, phone));
  if (message.forwarded) found.push(h("span", { class: "origin" }, icon("forward"), t("chat.forwarded", { name: message.forwarded }, phone.code)));
  if (message.reply_to) found.push(h("span", { class: "reply", text: phone.textOf(message.reply_to) }));
  return found;
}

function signature(message, phone) {
  const topic = phone.facts.topics[message.thread];
  const name = phone.nameOf(message.from);
  return h("span", { class: `who tint-${message.from.id % TINTS}`, "aria-hidden": "true" }, topic ? `${name} · ${topic}` : name);
}

// Keeps the last line of the text clear of time and ticks.
function gap(mine) {
  return h("span", { class: mine ? "gap wide" : "gap", "aria-hidden": "true" });
}

function marks(message, phone, mine) {
  const node = h("span", { class: "marks" });
  const signs = message.reactions.map((reaction) => reaction.emoji);
  if (message.edited && !message.from.is_bot) signs.push(t("chat.edited", {}, phone.code));
  if (signs.length) node.append(h("span", { text: signs.join(" ") }));
  node.append(h("time", { text: clock(message.date, phone.code) }));
  if (mine) node.append(ticks(message, phone));
  return node;
}

function ticks(message, phone) {
  const key = message.taken ? "chat.taken" : "chat.sent";
  const node = h("span", { class: message.taken ? "ticks taken" : "ticks", title: t(key, {}, phone.code) });
  node.append(icon(message.taken ? "checks" : "check"), hidden(t(key, {}, phone.code)));
  return node;
}

function more(phone, tools) {
  const label = t("chat.more", {}, phone.code);
  const node = button(icon("down"), () => phone.openMenu(node, tools), {
    class: "bubble-more", "aria-label": label, "aria-haspopup": "menu",
  });
  return node;
}

function keyboard(message, phone) {
  const rows = message.rows.map((row, number) => h("div", { class: "keys-row" }, ...row.map((key, column) => inline(key, message, phone, `${message.id}-${number}-${column}`))));
  return h("div", { class: "inline-keys", role: "group", "aria-label": t("chat.buttons", {}, phone.code) }, ...rows);
}

function inline(key, message, phone, id) {
  const outside = key.url && !phone.owner.deepLink(key.url);
  if (outside) {
    const node = link(key.url);
    node.append(key.text, " ↗");
    return node;
  }
  const node = button(key.text, () => phone.press(node, key, message), { data: { key: id } });
  return node;
}
