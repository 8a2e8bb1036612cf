// The page: one phone for each person and each group, kept fresh by events.

import { get, post } from "/api.js";
import { Phone } from "/phone.js";

const phones = new Map();
let state;

async function refreshAll() {
  state = await get("state");
  const all = [...state.people.map((facts) => [facts, false]), ...state.groups.map((facts) => [facts, true])];
  for (const [facts, isGroup] of all) {
    if (!phones.has(facts.id)) {
      phones.set(facts.id, new Phone(facts.id, isGroup));
      document.querySelector("#phones").append(phones.get(facts.id).element);
    }
    phones.get(facts.id).update(facts, state);
  }
  await Promise.all([...phones.values()].map((phone) => phone.refresh()));
}

function hear(news) {
  if (news.kind === "alert") phones.get(news.person)?.alert(news.text, news.show_alert);
  else if (news.kind === "typing") phones.get(news.chat)?.typing();
  else if (["person", "group", "members", "topic"].includes(news.kind)) refreshAll();
  else phones.get(news.chat)?.refresh();
}

function onSubmit(selector, act) {
  const form = document.querySelector(selector);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await act(form.elements);
    form.reset();
  });
}

onSubmit("#newcomer", (fields) => post("people", {
  first_name: fields.first_name.value,
  language_code: fields.language_code.value,
}));
onSubmit("#newgroup", (fields) => post("groups", {
  title: fields.title.value,
  forum: fields.forum.checked,
  members: state.people.map((person) => person.id),
}));

const events = new EventSource("/playground/events");
events.addEventListener("open", refreshAll);
events.addEventListener("message", (event) => hear(JSON.parse(event.data)));
