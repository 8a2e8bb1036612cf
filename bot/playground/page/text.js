// Formatted text as DOM nodes: what people wrote is only ever put in as text.

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};

export function formatted(text, entities, onCommand) {
  const fragment = document.createDocumentFragment();
  fill(fragment, text, 0, text.length, entities, onCommand);
  return fragment;
}

function fill(parent, text, begin, end, entities, onCommand) {
  let at = begin;
  entities.forEach((entity, index) => {
    const last = entity.offset + entity.length;
    if (entity.offset < at || last > end) return;
    parent.append(text.slice(at, entity.offset));
    const node = wrap(entity, text.slice(entity.offset, last), onCommand);
    fill(node, text, entity.offset, last, entities.slice(index + 1), onCommand);
    parent.append(node);
    at = last;
  });
  parent.append(text.slice(at, end));
}

function wrap(entity, inside, onCommand) {
  if (TAGS[entity.type]) return document.createElement(TAGS[entity.type]);
  if (entity.type === "spoiler") return spoiler();
  if (entity.type === "bot_command") return command(inside, onCommand);
  if (entity.type === "text_link") return link(entity.url);
  if (entity.type === "url") return link(inside.includes("://") ? inside : `https://${inside}`);
  return document.createElement("span");
}

function spoiler() {
  const node = document.createElement("span");
  node.className = "spoiler";
  node.tabIndex = 0;
  return node;
}

function command(inside, onCommand) {
  const node = document.createElement("button");
  node.type = "button";
  node.className = "command";
  node.addEventListener("click", () => onCommand(inside));
  return node;
}

export function link(address) {
  const node = document.createElement("a");
  if (URL.canParse(address) && ["http:", "https:"].includes(new URL(address).protocol)) {
    node.href = address;
    node.target = "_blank";
    node.rel = "noopener noreferrer";
  }
  return node;
}
