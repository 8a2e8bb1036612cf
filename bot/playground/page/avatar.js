// Round pictures: the bot's mark, or a letter on a tint of its own.

import { h } from "/dom.js";

const TINTS = 6;

// Without facts it is the bot.
export function avatar(facts) {
  if (!facts) return h("img", { class: "avatar", src: "mark.svg", alt: "", width: "34", height: "34" });
  const letter = [...(facts.first_name ?? facts.title)][0].toUpperCase();
  return h("span", { class: `avatar tint-back-${Math.abs(facts.id) % TINTS}`, "aria-hidden": "true", text: letter });
}
