// What the menus of a phone, a group and a message offer.

import { complain } from "/dom.js";
import { t } from "/words.js";

const INSIDE = ["member", "administrator", "restricted"];

export function personMenu(phone) {
  const say = (key) => t(key, {}, phone.code);
  return [
    phone.facts.blocked
      ? [say("phone.unblock"), () => phone.act("unblocks"), "check"]
      : [say("phone.block"), () => phone.act("blocks"), "block", "danger"],
    [say("phone.hide"), () => phone.world.hide(phone), "close"],
  ];
}

function channelMenu(phone) {
  const { facts } = phone;
  const inside = facts.bot === "administrator";
  const all = [
    [!inside, "group.addBot", () => phone.act("add_bot", { by: phone.owner.id }), "plus"],
    [inside, "group.removeBot", () => phone.act("kick_bot"), "close", "danger"],
    [inside && facts.bot_posts, "group.mute", () => phone.act("mute_bot"), "block"],
    [inside && !facts.bot_posts, "group.unmute", () => phone.act("promote_bot"), "check"],
    [true, "phone.hide", () => phone.world.hide(phone), "close"],
  ];
  return all.filter(([fits]) => fits).map(([, key, act, icon, kind]) => [t(key, {}, phone.code), act, icon, kind]);
}

export function groupMenu(phone) {
  if (phone.facts.type === "channel") return channelMenu(phone);
  const say = (key) => t(key, {}, phone.code);
  const { facts } = phone;
  const inside = INSIDE.includes(facts.bot);
  const by = { by: phone.owner.id };
  const all = [
    [!inside, "group.addBot", () => phone.act("add_bot", by), "plus"],
    [inside, "group.removeBot", () => phone.act("kick_bot"), "close", "danger"],
    [inside && facts.bot !== "administrator", "group.promote", () => phone.act("promote_bot"), "check"],
    [facts.bot === "administrator", "group.demote", () => phone.act("demote_bot"), "down"],
    [inside && facts.bot !== "restricted", "group.mute", () => phone.act("mute_bot"), "block"],
    [facts.bot === "restricted", "group.unmute", () => phone.act("demote_bot"), "check"],
    [facts.is_forum, "group.topic", () => phone.act("topic", { name: say("group.topicName") }), "plus"],
    [facts.type === "group", "group.migrate", () => phone.act("migrate"), "forward"],
    [true, "phone.hide", () => phone.world.hide(phone), "close"],
  ];
  return [...all.filter(([fits]) => fits).map(([, key, act, icon, kind]) => [say(key), act, icon, kind]), ...joiners(phone)];
}

// Those who are not in the group yet.
function joiners(phone) {
  return phone.world.state.people
    .filter((person) => !phone.facts.members.includes(person.id))
    .map((person) => [t("group.invite", { name: person.first_name }, phone.code), () => invite(phone, person), "contact"]);
}

async function invite(phone, person) {
  await phone.act("add", { person: person.id });
  await phone.world.refresh();
}

export function messageMenu(phone, message, mine) {
  const say = (key) => t(key, {}, phone.code);
  const { composer, owner } = phone;
  const copy = () => navigator.clipboard.writeText(message.text).catch((error) => complain(error.message));
  const all = [
    [true, "message.reply", () => composer.enterMode("reply", message), "reply"],
    [mine && message.text, "message.edit", () => composer.enterMode("edit", message), "edit"],
    [message.text, "message.copy", copy, "file"],
    [mine || !phone.isGroup, "message.delete", () => owner.does("deletes", { message_id: message.id }), "trash", "danger"],
  ];
  return all.filter(([fits]) => fits).map(([, key, act, icon, kind]) => [say(key), act, icon, kind]);
}
