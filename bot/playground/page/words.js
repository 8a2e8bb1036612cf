// The page's own words in two languages; phones speak the language of their owner.

import { EN } from "/words-en.js";
import { UK } from "/words-uk.js";

export const WORDS = { uk: UK, en: EN };

const listeners = [];
let chosen = firstLanguage();

function firstLanguage() {
  const asked = new URLSearchParams(location.search).get("lang");
  const kept = localStorage.getItem("viche.language");
  const spoken = navigator.language.startsWith("uk") ? "uk" : "en";
  return [asked, kept, spoken].find((code) => code in WORDS);
}

export function language() {
  return chosen;
}

export function choose(code) {
  chosen = code;
  localStorage.setItem("viche.language", code);
  document.documentElement.lang = code;
  translate(document);
  listeners.forEach((listen) => listen());
}

export function onLanguage(listen) {
  listeners.push(listen);
}

// A text with {places}; a text by number is chosen by the plural form of {n}.
export function t(key, values = {}, code = chosen) {
  const found = WORDS[code][key];
  const text = typeof found === "object"
    ? found[new Intl.PluralRules(code).select(values.n)] ?? found.other
    : found ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

export function translate(root) {
  for (const node of root.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of root.querySelectorAll("[data-t-label]")) {
    node.setAttribute("aria-label", t(node.dataset.tLabel));
  }
  for (const node of root.querySelectorAll("[data-t-title]")) node.title = t(node.dataset.tTitle);
}

export function clock(seconds, code) {
  const time = new Date(seconds * 1000);
  return time.toLocaleTimeString(code === "uk" ? "uk-UA" : "en-GB", { hour: "2-digit", minute: "2-digit" });
}

export function day(seconds, code) {
  const date = new Date(seconds * 1000);
  if (date.toDateString() === new Date().toDateString()) return t("chat.today", {}, code);
  return date.toLocaleDateString(code === "uk" ? "uk-UA" : "en-GB", { day: "numeric", month: "long" });
}
