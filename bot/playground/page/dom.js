// Elements in one line; what people wrote only ever becomes text.

export function h(tag, facts = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(facts)) set(node, name, value);
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

function set(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (name === "data") Object.assign(node.dataset, value);
  else if (name === "text") node.textContent = value;
  else if (name === "class") node.className = value;
  else node.setAttribute(name, value === true ? "" : value);
}

export function button(label, act, facts = {}) {
  return h("button", { type: "button", onclick: act, ...facts }, label);
}

// Words for those who listen instead of looking.
export function hidden(text) {
  return h("span", { class: "hidden", text });
}

export function find(selector) {
  return document.querySelector(selector);
}

// A small note under everything, for what the stand-in refused.
export function complain(text) {
  const place = find("#problem");
  place.textContent = text;
  clearTimeout(complain.timer);
  complain.timer = setTimeout(() => place.replaceChildren(), 6000);
}
