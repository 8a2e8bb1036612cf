// A guided tour of six steps; it stands beside what it speaks of and blocks nothing.

import { button, find, h } from "/dom.js";
import { onLanguage, t } from "/words.js";

const KEY = "viche.tour";
const STEPS = 6;
const GAP = 12;

export class Tour {
  constructor(world) {
    this.world = world;
    this.step = 0;
    this.title = h("h2", { tabindex: "-1", id: "tour-title" });
    this.count = h("small");
    this.text = h("p");
    this.skip = button("", () => this.close(), { class: "plain-text-button" });
    this.back = button("", () => this.go(this.step - 1));
    this.next = button("", () => this.go(this.step + 1), { class: "primary" });
    const foot = h("div", { class: "tour-foot" }, this.skip, this.back, this.next);
    const facts = { class: "tour", role: "dialog", "aria-labelledby": "tour-title", hidden: true };
    this.card = h("div", facts, this.count, this.title, this.text, foot);
    this.card.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    find("main").before(this.card);
    addEventListener("resize", () => this.place());
    onLanguage(() => this.step && this.draw());
  }

  openOnce() {
    const wanted = new URLSearchParams(location.search).get("tour") !== "no";
    if (wanted && !localStorage.getItem(KEY) && this.world.inside && !this.step) this.open();
  }

  open() {
    this.go(1);
  }

  close() {
    localStorage.setItem(KEY, "done");
    this.step = 0;
    this.card.hidden = true;
    this.spot(null);
    find("#guide").focus();
  }

  go(step) {
    if (step > STEPS) return this.close();
    this.step = step;
    this.card.hidden = false;
    this.draw();
    this.title.focus();
    return undefined;
  }

  draw() {
    const names = { resident: this.world.phoneOf("resident").title, moderator: this.world.phoneOf("moderator").title };
    this.count.textContent = t("tour.step", { n: this.step, all: STEPS });
    this.title.textContent = t(`tour.${this.step}.title`, names);
    this.text.textContent = t(`tour.${this.step}.text`, names);
    this.skip.textContent = t("tour.skip");
    this.back.textContent = t("tour.back");
    this.back.hidden = this.step === 1;
    this.next.textContent = t(this.step === STEPS ? "tour.done" : "tour.next");
    this.spot(this.target());
    this.place();
  }

  target() {
    const role = { 2: "resident", 3: "moderator", 4: "group" }[this.step];
    if (this.step === 1) return find(this.world.desk.small ? "#desk" : "#phones");
    if (!role) return this.insideTarget();
    const phone = this.world.phoneOf(role);
    this.world.desk.reveal(phone);
    return phone.element;
  }

  insideTarget() {
    const { desk, inside } = this.world;
    desk.revealInside();
    if (!inside.open) inside.toggle();
    return this.step === 5 ? find(".tables") : find(".faults");
  }

  spot(node) {
    find(".spot")?.classList.remove("spot");
    node?.classList.add("spot");
  }

  // The digest comes to the group, but it is asked for on the moderator's phone.
  beside(node) {
    return this.step === 4 ? this.world.phoneOf("moderator").element : node;
  }

  // Beside a phone where there is room, else over the middle of what it speaks of.
  place() {
    const node = find(".spot");
    if (!node || this.card.hidden || this.world.desk.small) return this.card.removeAttribute("style");
    const spot = this.beside(node).getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.card;
    const isPhone = spot.width < innerWidth / 2 && spot.height > height;
    const fits = spot.right + GAP + width < innerWidth && this.step !== 4;
    const side = fits ? spot.right + GAP : spot.left - GAP - width;
    const left = isPhone ? side : Math.min(spot.left + spot.width / 2 - width / 2, innerWidth - width - GAP);
    const above = spot.top - GAP - height;
    const middle = Math.max(spot.top + spot.height / 2 - height / 2, GAP);
    this.card.style.left = `${Math.max(left, GAP)}px`;
    this.card.style.top = `${isPhone || above < GAP ? middle : above}px`;
    return undefined;
  }
}
