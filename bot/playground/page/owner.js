// Whoever holds a phone: what they can do goes to the control API.

import { post } from "/api.js";
import { h } from "/dom.js";
import { t } from "/words.js";

export class Owner {
  constructor(phone) {
    this.phone = phone;
    this.select = h("select", { class: "speaker" });
    this.select.addEventListener("change", () => phone.redraw());
    this.topic = h("select", { class: "topic", hidden: true });
  }

  // In a group somebody of it: the one chosen beside the field.
  get id() {
    return this.phone.isGroup ? Number(this.select.value) : this.phone.id;
  }

  wrote(message) {
    return message.from.id === this.id;
  }

  offer(people, topics) {
    options(this.select, people.map((person) => [person.id, person.first_name]));
    options(this.topic, Object.entries(topics).map(([id, name], index) => [index ? id : "", name]));
    this.topic.hidden = !Object.keys(topics).length;
  }

  does(action, body = {}) {
    const chat = this.phone.isGroup ? { chat: this.phone.id } : {};
    return post(`people/${this.id}/${action}`, { ...body, ...chat });
  }

  says(text, facts = {}) {
    return this.does("says", { text, ...this.thread(), ...facts });
  }

  sends(kind, caption) {
    return this.does("sends", { kind, caption: caption || null, ...this.thread() });
  }

  thread() {
    return this.topic.value ? { thread: Number(this.topic.value) } : {};
  }

  press(key, message) {
    if (key.url) return this.follow(key.url);
    return key.callback_data && this.does("forges", { data: key.callback_data, message_id: message.id });
  }

  // A link to our bot stays here; every other one is a link of the browser.
  deepLink(address) {
    if (!URL.canParse(address)) return null;
    const url = new URL(address);
    const ours = url.hostname === "t.me" && url.pathname === `/${this.phone.world.state.bot.username}`;
    return ours ? url.searchParams : null;
  }

  follow(address) {
    const asked = this.deepLink(address);
    if (asked.has("startchannel")) return this.addToChannel();
    if (!asked.has("startgroup")) return post(`people/${this.id}/starts`, { payload: asked.get("start") ?? "" });
    const body = { by: this.id, payload: asked.get("startgroup") };
    const group = this.phone.world.groupOf(this.id);
    return group && post(`groups/${group.id}/add_bot`, body);
  }

  // Whoever leads no channel opens one first.
  async addToChannel() {
    const { world } = this.phone;
    const id = world.channelOf(this.id)?.id ?? await opened(this.id);
    await post(`groups/${id}/add_bot`, { by: this.id });
    await world.refresh();
    world.desk.reveal(world.phones.get(id));
  }
}

async function opened(person) {
  const made = await post("groups", { title: t("channel.title"), channel: true, members: [person] });
  return made.id;
}

function options(select, entries) {
  const chosen = select.value;
  select.replaceChildren(...entries.map(([value, label]) => new Option(label, value)));
  if (entries.some(([value]) => String(value) === chosen)) select.value = chosen;
}
