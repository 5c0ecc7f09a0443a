// The list above the line: what it can go on with.

import { byId, el } from "./dom.js";

/** @typedef {{shown: string, words: string, take: () => void}} Choice */

const MOST_WORDS = 90;

/** @type {Choice[]} */
let choices = [];
let active = -1;

/** @param {Choice[]} found */
export function offer(found) {
  choices = found;
  active = -1;
  const list = byId("choices");
  list.hidden = !found.length;
  list.replaceChildren(...found.map((choice, place) => el("li", {
    role: "option", id: `choice-${place}`, "aria-selected": "false", title: choice.words,
    onpointerdown: (/** @type {Event} */ event) => event.preventDefault(), onclick: choice.take,
  }, el("b", {}, choice.shown), " ", el("span", { class: "quiet" }, choice.words.slice(0, MOST_WORDS)))));
  mark();
}

export const offered = () => choices.length > 0;

/** The chosen one, or null. */
export const chosen = () => choices[active] ?? null;

/** The chosen one, or the first. */
export const likely = () => choices[Math.max(0, active)] ?? null;

/** Choose another; return whether there is one. @param {number} by */
export function move(by) {
  if (!choices.length || active + by < -1) return false;
  active = Math.min(active + by, choices.length - 1);
  mark();
  return true;
}

function mark() {
  const line = byId("line");
  byId("choices").childNodes.forEach((/** @type {any} */ item, /** @type {number} */ place) => {
    item.setAttribute("aria-selected", String(place === active));
    if (place === active) item.scrollIntoView({ block: "nearest" });
  });
  if (active >= 0) line.setAttribute("aria-activedescendant", `choice-${active}`);
  else line.removeAttribute("aria-activedescendant");
}
