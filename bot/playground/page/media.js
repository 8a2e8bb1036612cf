// What is sent besides text, drawn instead of shown: there are no files here.

import { h } from "/dom.js";
import { icon } from "/icons.js";
import { t } from "/words.js";

const DRAWN = {
  photo: "photo", video: "photo", video_note: "photo", voice: "voice", audio: "voice",
  document: "file", contact: "contact", location: "pin", venue: "pin", sticker: "sticker",
  poll: "commands",
};

export const SENDABLE = ["photo", "voice", "contact", "location", "sticker", "document"];

export function drawn(kind, message, code) {
  if (kind === "sticker") return h("div", { class: "sticker", role: "img", "aria-label": t("media.sticker", {}, code) }, "👍");
  if (kind === "voice") return voice(code);
  const label = message.file || t(`media.${kind}`, {}, code);
  return h("div", { class: `media media-${kind}` }, icon(DRAWN[kind]), h("span", { text: label }));
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
