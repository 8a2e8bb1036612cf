// A small menu at a button: arrows, Enter, Escape, and a press elsewhere closes it.

import { button, h } from "/dom.js";
import { icon } from "/icons.js";

const MARGIN = 8;
let open = null;

// Items: [label, act, icon name, extra class].
export function openMenu(anchor, items, { label, lang } = {}) {
  const again = open?.anchor === anchor;
  close();
  if (again) return;
  const node = h("div", { class: "menu", role: "menu", "aria-label": label, lang, onkeydown: steer });
  node.append(...items.map(([text, act, picture, kind]) => item(text, act, picture, kind)));
  (anchor.closest(".phone") ?? document.body).append(node);
  open = { anchor, node };
  anchor.setAttribute("aria-expanded", "true");
  place(node, anchor.getBoundingClientRect());
  node.firstElementChild.focus();
}

function item(text, act, picture, kind = "") {
  const chosen = () => { close(true); act(); };
  const node = button(h("span", { text }), chosen, { role: "menuitem", tabindex: "-1", class: kind });
  if (picture) node.prepend(icon(picture));
  return node;
}

function place(node, spot) {
  const { offsetWidth: width, offsetHeight: height } = node;
  const left = Math.min(Math.max(spot.left, MARGIN), innerWidth - width - MARGIN);
  const below = spot.bottom + 4;
  const top = below + height < innerHeight - MARGIN ? below : Math.max(spot.top - height - 4, MARGIN);
  node.style.left = `${left}px`;
  node.style.top = `${top}px`;
}

function close(back = false) {
  if (!open) return;
  const { anchor, node } = open;
  open = null;
  node.remove();
  anchor.removeAttribute("aria-expanded");
  if (back) anchor.focus();
}

function steer(event) {
  const all = [...open.node.children];
  const at = all.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (event.key === "Escape" || event.key === "Tab") close(true);
  else if (to !== undefined) all.at(to % all.length).focus();
  else return;
  if (event.key !== "Tab") event.preventDefault();
  event.stopPropagation();
}

document.addEventListener("pointerdown", (event) => {
  if (open && !open.node.contains(event.target) && !open.anchor.contains(event.target)) close();
});
addEventListener("resize", () => close());
