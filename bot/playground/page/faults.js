// Switches that break things on purpose.

import { post } from "/api.js";
import { button, h } from "/dom.js";
import { icon } from "/icons.js";
import { t } from "/words.js";

const LIMIT = { kind: "429", methods: ["sendMessage", "editMessageText"], times: 2, retry_after: 3 };

export class Faults {
  constructor(changed) {
    this.changed = changed;
    this.down = false;
    this.limit = button("", () => this.act("faults", LIMIT), { data: { fault: "limit" } });
    this.network = button("", () => this.act("network", { down: !this.down }), { data: { fault: "network" } });
    this.kill = button("", () => this.act("/demo/kill"), { data: { fault: "kill" } });
    this.element = h("span", { class: "faults", role: "group" }, this.limit, this.network, this.kill);
  }

  async act(path, body) {
    await post(path, body);
    this.changed();
  }

  draw(facts = { limited: 0, network: true }) {
    this.down = !facts.network;
    this.element.setAttribute("aria-label", t("inside.faults"));
    const limit = facts.limited ? t("inside.limited", { n: facts.limited }) : t("inside.limit");
    label(this.limit, "timer", limit, "inside.limitHelp");
    label(this.network, "network", t("inside.network"), "inside.networkHelp");
    label(this.kill, "power", t("inside.kill"), "inside.killHelp");
    this.limit.classList.toggle("on", Boolean(facts.limited));
    this.network.setAttribute("aria-pressed", String(this.down));
  }
}

function label(node, picture, text, help) {
  if (node.textContent !== text) node.replaceChildren(icon(picture), h("span", { text }));
  node.title = t(help);
}
