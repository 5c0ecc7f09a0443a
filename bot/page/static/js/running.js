// A calculation that runs: seen after a moment, and stopped by a button.

import { post } from "./api.js";
import { el, tell } from "./dom.js";

const SOON = 300;
/** Milliseconds after which it is shown. */

const LONGEST_SHOWN = 60;

/**
 * Ask, and show that it runs.
 * @param {string} path
 * @param {Record<string, any>} data
 * @param {File[]} files
 * @param {string} shown what is calculated
 * @param {Element} place where that is shown
 */
export async function run(path, data, files, shown, place) {
  const control = new AbortController();
  const began = performance.now();
  const seconds = el("span");
  const row = el("div", { class: "running", hidden: true },
    el("span", { class: "spinner", "aria-hidden": "true" }),
    el("span", {}, "Calculating ", el("code", {}, shown.slice(0, LONGEST_SHOWN)), " "), seconds,
    el("button", { type: "button", onclick: () => control.abort() }, "Stop"));
  place.append(row);
  const timer = setInterval(() => {
    const lasted = performance.now() - began;
    if (lasted < SOON) return;
    seconds.textContent = `${(lasted / 1000).toFixed(1)} s`;
    if (!row.hidden) return;
    row.hidden = false;
    row.scrollIntoView({ block: "nearest" });
  }, 100);
  const result = await post(path, data, files, control.signal);
  clearInterval(timer);
  row.remove();
  if (result.stopped) tell("Stopped.");
  return result;
}
