// One phone: a person's chat with the bot, or a group with everybody in it.

import { get, post } from "/api.js";
import { formatted, link } from "/text.js";

const MEDIA = { photo: "🖼 photo", document: "📄", voice: "🎤 voice", sticker: "sticker", poll: "📊 poll" };
const SENDABLE = ["photo", "voice", "sticker", "location"];

export class Phone {
  constructor(chatId, isGroup) {
    this.chatId = chatId;
    this.isGroup = isGroup;
    this.element = document.querySelector("#phone").content.firstElementChild.cloneNode(true);
    this.find(".composer").addEventListener("submit", (event) => this.send(event));
    this.find(".speaker").hidden = !isGroup;
    this.find(".topic").hidden = true;
    this.turn = 0;
  }

  find(selector) {
    return this.element.querySelector(selector);
  }

  get speaker() {
    return this.isGroup ? this.find(".speaker").value : this.chatId;
  }

  // The facts of the state: name, members, tools.
  update(facts, state) {
    this.state = state;
    this.facts = facts;
    const name = this.isGroup ? facts.title : `${facts.first_name} (${facts.language_code ?? "–"})`;
    this.find("h2").textContent = name;
    this.element.setAttribute("aria-label", name);
    this.find("input").setAttribute("aria-label", `Message in ${name}`);
    if (this.isGroup) this.updateGroup(facts);
    else this.tools([
      facts.blocked
        ? ["Unblock", () => this.act("unblocks")]
        : ["Block", () => this.act("blocks")],
    ]);
  }

  updateGroup(facts) {
    const people = this.state.people.filter((person) => facts.members.includes(person.id));
    options(this.find(".speaker"), people.map((person) => [person.id, person.first_name]));
    const topics = Object.entries(facts.topics).map(([id, name], index) => [index ? id : "", name]);
    options(this.find(".topic"), topics);
    this.find(".topic").hidden = !topics.length;
    const inside = ["member", "administrator", "restricted"].includes(facts.bot);
    this.tools([
      inside
        ? ["Remove bot", () => this.act("kick_bot")]
        : ["Add bot", () => this.act("add_bot", { by: people[0].id })],
      facts.bot === "administrator"
        ? ["Demote", () => this.act("demote_bot")]
        : ["Promote", () => this.act("promote_bot")],
      ...(facts.type === "group" ? [["Migrate", () => this.act("migrate")]] : []),
      ...(facts.is_forum ? [["New topic", () => this.act("topic", { name: "Topic" })]] : []),
    ]);
    this.element.hidden = facts.upgraded_to !== null;
  }

  tools(entries) {
    this.find(".tools").replaceChildren(...entries.map(([label, act]) => button(label, act)));
  }

  act(action, body) {
    return post(`${this.isGroup ? "groups" : "people"}/${this.chatId}/${action}`, body);
  }

  does(action, body = {}) {
    const chat = this.isGroup ? { chat: this.chatId } : {};
    return post(`people/${this.speaker}/${action}`, { ...body, ...chat });
  }

  send(event) {
    event.preventDefault();
    const input = event.target.elements.text;
    const text = input.value;
    input.value = "";
    const media = /^:(\w+)(?: (.*))?$/.exec(text);
    if (media && SENDABLE.includes(media[1])) {
      return this.does("sends", { kind: media[1], caption: media[2] ?? null });
    }
    return this.says(text);
  }

  says(text) {
    const topic = this.find(".topic").value;
    return this.does("says", topic ? { text, thread: Number(topic) } : { text });
  }

  // What the chat shows now; a later look wins over an earlier one.
  async refresh() {
    const turn = ++this.turn;
    const screen = await get(`chats/${this.chatId}`);
    if (turn !== this.turn) return;
    this.find(".typing").textContent = "";
    const log = this.find(".log");
    const focus = log.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    log.replaceChildren(...screen.messages.map((message) => this.line(message)));
    if (focus) log.querySelector(`[data-key="${CSS.escape(focus)}"]`)?.focus();
    log.scrollTop = log.scrollHeight;
    this.find(".keyboard").replaceChildren(...screen.keyboard.map((row) =>
      rowOf(row.map((label) => button(label, () => this.says(label))))));
  }

  line(message) {
    const item = document.createElement("li");
    item.className = "line";
    if (message.service.length) {
      item.classList.add("service");
      item.textContent = message.service.join(", ");
      return item;
    }
    item.classList.toggle("mine", !this.isGroup && !message.from.is_bot);
    item.append(this.bubble(message));
    message.rows.forEach((row, index) => item.append(
      rowOf(row.map((key, column) => this.key(key, message, `${message.id}-${index}-${column}`)))));
    return item;
  }

  bubble(message) {
    const bubble = document.createElement("div");
    bubble.className = "bubble";
    if (this.isGroup) bubble.append(note("who", this.signature(message)));
    message.media.forEach((kind) => bubble.append(
      note("note", `${MEDIA[kind] ?? kind} ${message.file ?? ""}\n`)));
    bubble.append(formatted(message.text, message.entities, (text) => this.says(text)));
    const marks = message.reactions.map((reaction) => reaction.emoji);
    if (message.edited) marks.push("edited");
    if (marks.length) bubble.append(note("note", ` ${marks.join(" ")}`));
    return bubble;
  }

  signature(message) {
    const topic = this.facts.topics[message.thread];
    return topic ? `${message.from.first_name} · ${topic}` : message.from.first_name;
  }

  key(key, message, id) {
    const node = key.url && !this.deepLink(key.url)
      ? link(key.url)
      : button(key.text, () => this.press(key, message));
    node.textContent = key.text;
    node.dataset.key = id;
    return node;
  }

  press(key, message) {
    if (key.url) return this.follow(key.url);
    if (!key.callback_data) return undefined;
    return this.does("forges", { data: key.callback_data, message_id: message.id });
  }

  deepLink(address) {
    if (!URL.canParse(address)) return null;
    const url = new URL(address);
    const ours = url.hostname === "t.me" && url.pathname === `/${this.state.bot.username}`;
    return ours ? url.searchParams : null;
  }

  follow(address) {
    const asked = this.deepLink(address);
    if (!asked.has("startgroup")) {
      return post(`people/${this.speaker}/starts`, { payload: asked.get("start") ?? "" });
    }
    const group = this.state.groups.find((one) => one.members.includes(Number(this.speaker)));
    const body = { by: Number(this.speaker), payload: asked.get("startgroup") };
    return group && post(`groups/${group.id}/add_bot`, body);
  }

  // An alert waits to be closed, a note goes by itself.
  alert(text, stays) {
    const shown = document.createElement("p");
    shown.append(text, button("OK", () => shown.remove()));
    this.find(".alert").append(shown);
    if (!stays) setTimeout(() => shown.remove(), 4000);
  }

  typing() {
    this.find(".typing").textContent = "…";
  }
}

function button(label, act) {
  const node = document.createElement("button");
  node.type = "button";
  node.textContent = label;
  node.addEventListener("click", act);
  return node;
}

function rowOf(nodes) {
  const row = document.createElement("div");
  row.className = "row";
  row.append(...nodes);
  return row;
}

function note(kind, text) {
  const node = document.createElement("span");
  node.className = kind;
  node.textContent = text;
  return node;
}

function options(select, entries) {
  const chosen = select.value;
  select.replaceChildren(...entries.map(([value, label]) => new Option(label, value)));
  if (entries.some(([value]) => String(value) === chosen)) select.value = chosen;
}
