// Formatted text as DOM nodes: what people wrote is only ever put in as text.

import { h } from "/dom.js";
import { t } from "/words.js";

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote",
};

const BLOCKS = ["BLOCKQUOTE", "PRE"];

export function formatted(text, entities, onCommand) {
  const fragment = document.createDocumentFragment();
  fill(fragment, text, [0, text.length], entities, onCommand);
  return fragment;
}

function fill(parent, text, [begin, end], entities, onCommand) {
  let at = begin;
  entities.forEach((entity, index) => {
    const last = entity.offset + entity.length;
    if (entity.offset < at || last > end) return;
    const node = wrap(entity, text.slice(entity.offset, last), onCommand);
    const isBlock = BLOCKS.includes(node.tagName);
    parent.append(between(text.slice(at, entity.offset), isBlock));
    fill(node, text, [entity.offset, last], entities.slice(index + 1), onCommand);
    parent.append(node);
    at = isBlock && text[last] === "\n" ? last + 1 : last;
  });
  parent.append(text.slice(at, end));
}

// A block stands on lines of its own: the ends of lines around it are its own too.
function between(text, beforeBlock) {
  return beforeBlock ? text.replace(/\n$/, "") : text;
}

function wrap(entity, inside, onCommand) {
  if (TAGS[entity.type]) return h(TAGS[entity.type]);
  if (entity.type === "expandable_blockquote") return expandable();
  if (entity.type === "spoiler") return spoiler();
  if (entity.type === "bot_command") return command(inside, onCommand);
  if (entity.type === "text_link") return link(entity.url);
  if (entity.type === "url") return link(inside.includes("://") ? inside : `https://${inside}`);
  return h("span");
}

// Opened by a press and by Enter; a screen reader hears a button.
function pressable(tag, kind, label) {
  const open = (event) => {
    if (event.type === "keydown" && !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    node.classList.add("open");
    for (const name of ["role", "tabindex", "aria-label"]) node.removeAttribute(name);
  };
  const facts = { class: kind, role: "button", tabindex: "0", "aria-label": label };
  const node = h(tag, { ...facts, onclick: open, onkeydown: open });
  return node;
}

function spoiler() {
  return pressable("span", "spoiler", t("chat.spoiler"));
}

function expandable() {
  return pressable("blockquote", "expandable", null);
}

function command(inside, onCommand) {
  return h("button", { type: "button", class: "command", onclick: () => onCommand(inside) });
}

export function link(address) {
  const safe = URL.canParse(address) && ["http:", "https:"].includes(new URL(address).protocol);
  return h("a", safe ? { href: address, target: "_blank", rel: "noopener noreferrer" } : {});
}
