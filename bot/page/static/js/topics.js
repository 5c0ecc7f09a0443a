// The way in: every topic with a picture and a sentence; opened, a form with its example.

import { post } from "./api.js";
import { byId, el } from "./dom.js";
import { form } from "./forms.js";
import { figure } from "./pictures.js";

/** @type {Map<string, any>} */
const pictures = new Map();
/** @type {(() => Promise<void>)[]} */
const waiting = [];
let drawing = false;

/**
 * @param {any[]} sections
 * @param {(command: any, inputs: Record<string, string>, files: File[]) => Promise<any>} ask
 */
export function open(sections, ask) {
  const panel = byId("topics");
  const list = el("nav", { "aria-label": "Commands" }, ...sections.map((section) => el("section", {},
    el("h2", {}, section.name), el("ul", {}, ...section.commands.map(tile)))));
  panel.replaceChildren(list);

  /** @param {any} command */
  function tile(command) {
    const picture = el("span", { class: "thumb" });
    if (command.drawn) whenSeen(picture, () => draw(command, picture));
    return el("li", {}, el("button", { type: "button", class: "tile", onclick: () => show(command) },
      command.drawn ? picture : null,
      el("span", {}, el("b", {}, `/${command.name}`), el("span", { class: "words" }, command.words))));
  }

  /** @param {any} command */
  function show(command) {
    const before = panel.scrollTop;
    const back = el("button", { type: "button", onclick: () => {
      panel.replaceChildren(list);
      panel.scrollTop = before;
    } }, "← All topics");
    const fields = command.options.map((/** @type {any} */ option) =>
      ({ ...option, value: command.example[option.name] ?? option.default ?? "" }));
    const place = el("div");
    panel.replaceChildren(el("div", { class: "opened" }, back, el("h2", {}, `/${command.name}`),
      el("p", {}, command.words), form(fields, "Answer", (inputs, files) => ask(command, inputs, files)),
      place));
    panel.scrollTop = 0;
    if (command.drawn) void example(command).then((found) => found && place.replaceChildren(figure(found)));
    panel.querySelector("form .primary")?.focus({ preventScroll: true });
  }
}

/** @param {Element} element @param {() => Promise<void>} then */
function whenSeen(element, then) {
  const watch = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watch.disconnect();
    waiting.push(then);
    void drawAll();
  }, { root: byId("topics"), rootMargin: "200px" });
  watch.observe(element);
}

/** One at a time: a question has priority over examples. */
async function drawAll() {
  if (drawing) return;
  drawing = true;
  for (let next = waiting.shift(); next; next = waiting.shift()) await next();
  drawing = false;
}

/** @param {any} command @param {HTMLElement} thumb */
async function draw(command, thumb) {
  const picture = await example(command);
  if (picture) thumb.replaceChildren(el("img", { src: picture.address, alt: "" }));
  else thumb.remove();
}

/** @param {any} command @returns {Promise<any>} */
async function example(command) {
  if (!pictures.has(command.name)) {
    const found = await post("/api/example", { command: command.name });
    if (!found.picture) return null;
    pictures.set(command.name, found.picture);
  }
  return pictures.get(command.name);
}
