// A dialog that adds people and groups.

import { post } from "/api.js";
import { button, h } from "/dom.js";
import { icon } from "/icons.js";
import { t } from "/words.js";

export function openAdding(world) {
  const close = button(icon("close"), () => dialog.close(), { class: "plain", "aria-label": t("add.close") });
  const dialog = h("dialog", { class: "adding", "aria-label": t("add.open"), onclose: () => dialog.remove() });
  dialog.append(close, personForm(dialog, world), groupForm(dialog, world));
  document.body.append(dialog);
  dialog.showModal();
}

function personForm(dialog, world) {
  const name = h("input", { required: true, maxlength: "64", autocomplete: "off", autofocus: true });
  const language = choice([["uk", "Українська"], ["en", "English"]]);
  const fields = [field("add.name", name), field("add.language", language)];
  return form(dialog, "add.person", fields, async () => {
    const made = await post("people", { first_name: name.value, language_code: language.value });
    await show(world, made);
  });
}

function groupForm(dialog, world) {
  const title = h("input", { required: true, maxlength: "128", autocomplete: "off" });
  const people = world.state.people.map((one) => [one.id, one.first_name]);
  const owner = choice(people);
  const forum = h("input", { type: "checkbox" });
  const fields = [field("add.title", title), field("add.owner", owner), h("label", { class: "tick" }, forum, t("add.forum"))];
  return form(dialog, "add.group", fields, async () => {
    const others = people.map(([id]) => id).filter((id) => String(id) !== owner.value);
    const members = [Number(owner.value), ...others];
    await show(world, await post("groups", { title: title.value, forum: forum.checked, members }));
  });
}

async function show(world, made) {
  if (made.error) return;
  await world.refresh();
  world.desk.reveal(world.phones.get(made.id));
}

function form(dialog, title, fields, act) {
  const done = async (event) => {
    event.preventDefault();
    await act();
    dialog.close();
  };
  return h("form", { onsubmit: done }, h("h2", { text: t(title) }), ...fields, h("button", { class: "primary", text: t("add.do") }));
}

function field(key, input) {
  return h("label", {}, h("span", { text: t(key) }), input);
}

function choice(entries) {
  return h("select", {}, ...entries.map(([value, text]) => new Option(text, value)));
}
