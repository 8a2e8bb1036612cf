// Values as they stand in the database: sealed, hashed, or plain to read.

import { h, hidden } from "/dom.js";
import { icon } from "/icons.js";
import { t } from "/words.js";

export function cell(value) {
  if (value === null) return h("span", { class: "none", text: "null" });
  if (typeof value !== "object") return h("span", { class: "plain-text", text: String(value), title: String(value) });
  if ("sealed" in value) return sealed(value);
  if ("hash" in value) return h("span", { class: "hashed", title: t("inside.hash"), text: `#${value.hash}…` });
  return h("span", { text: new Date(value.time).toLocaleTimeString("uk-UA"), title: value.time });
}

function sealed(value) {
  const label = t("inside.sealed", { n: value.sealed });
  return h("span", { class: "sealed", title: label }, icon("lock"), `${value.some}…`, hidden(` ${label}`));
}

// A row in the strip: only the columns that tell the story.
export function compact(table, row, isFresh) {
  const cells = table.brief.map((name) => {
    const value = row[table.columns.indexOf(name)];
    return h("span", { class: "pair" }, h("i", { text: name }), " ", cell(value));
  });
  return h("li", { class: isFresh ? "fresh" : "" }, ...cells);
}
