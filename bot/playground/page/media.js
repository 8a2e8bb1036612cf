// What is sent besides text: people's is drawn, since there are no files; the bot's can be
// opened where whoever serves the page gives files out.

import { h } from "/dom.js";
import { icon } from "/icons.js";
import { link } from "/text.js";
import { t } from "/words.js";

const DRAWN = {
  photo: "photo", video: "photo", video_note: "photo", voice: "voice", audio: "voice",
  document: "file", contact: "contact", location: "pin", venue: "pin", sticker: "sticker",
  poll: "commands",
};

export const SENDABLE = ["photo", "voice", "contact", "location", "sticker", "document"];

export function drawn(kind, message, phone) {
  const { code } = phone;
  const address = phone.world.fileOf(message);
  if (kind === "sticker") return h("div", { class: "sticker", role: "img", "aria-label": t("media.sticker", {}, code) }, "👍");
  if (kind === "voice") return voice(code);
  const label = message.file || t(`media.${kind}`, {}, code);
  if (address) return opening(kind, label, address);
  return h("div", { class: `media media-${kind}` }, icon(DRAWN[kind]), h("span", { text: label }));
}

function opening(kind, label, address) {
  const node = link(address);
  node.className = `media media-${kind}`;
  if (kind === "photo") node.append(h("img", { src: address, alt: label }));
  else node.append(icon(DRAWN[kind]), h("span", { text: label }));
  return node;
}

function voice(code) {
  const bars = [4, 9, 14, 8, 16, 11, 6, 13, 17, 9, 5, 12, 7, 4].map((tall) => {
    const bar = h("i");
    bar.style.height = `${tall}px`;
    return bar;
  });
  const wave = h("span", { class: "wave", "aria-hidden": "true" }, ...bars);
  return h("div", { class: "media media-voice" }, icon("voice"), wave, h("span", { text: `${t("media.voice", {}, code)} 0:03` }));
}

export function iconOf(kind) {
  return DRAWN[kind];
}
