// Messages: answers and notes, with what can be done with them.

import { clock, copied, el, saved, tell } from "./dom.js";
import { boxes, form } from "./forms.js";
import { inline, markdown } from "./markdown.js";
import { figure } from "./pictures.js";
import { run } from "./running.js";

const UNFOLDS = ["steps", "turn", "copy", "edit"];
/** Buttons that show more below the answer, and hide it again. */

/**
 * @param {any} post as the bot describes it
 * @param {(result: any, article: HTMLElement) => void} take shows what a press leads to
 */
export function article(post, take) {
  const more = el("div", { class: "more" });
  const made = el("article", { class: `post ${post.kind}`, id: `post-${post.id}`, tabindex: -1 },
    el("p", { class: "asked" }, el("span", { class: "command-line" }, post.asked), " ", clock(post.at)),
    el("div", { class: "body" }, ...(post.kind === "answer" ? answer(post) : note(post)), more));
  const controls = [...post.menus.map(menu), buttons()];
  more.before(...controls.filter(Boolean));

  function buttons() {
    if (!post.buttons.length) return null;
    return el("div", { class: "row buttons" }, ...post.buttons.map(button));
  }

  /** @param {any} each */
  function button(each) {
    const label = each.action === "share" && post.shared ? "Shared" : each.label;
    const unfolds = UNFOLDS.includes(each.action);
    const shown = el("button", {
      type: "button", class: each.danger ? "danger" : each.main ? "primary" : null, disabled: label === "Shared",
      "data-press": `${each.action}:${each.argument}`, "aria-expanded": unfolds ? "false" : null,
      onclick: () => (unfolds ? unfold(each, shown) : press(each.action, each.argument, [])),
    }, label);
    return shown;
  }

  /** @param {any} each @param {HTMLButtonElement} shown */
  async function unfold(each, shown) {
    const open = made.querySelector(`[data-more="${each.action}"]`);
    if (open) return fold(open, shown);
    const result = await waited(each.action, each.argument, []);
    if (result.form) more.append(part(each.action, edit(result.form, () => fold(made.querySelector('[data-more="edit"]'), shown))));
    else if (result.copies) more.append(part(each.action, ...copies(result.copies)));
    else if (result.beside) more.append(part(each.action, ...result.beside.pages.map(figure)));
    else return take(result, made);
    shown.setAttribute("aria-expanded", "true");
    const first = more.lastChild;
    if (first instanceof HTMLElement) {
      first.scrollIntoView({ block: "nearest" });
      (first.querySelector("textarea, button") ?? first).focus({ preventScroll: true });
    }
  }

  /** @param {any} open @param {HTMLElement} shown */
  function fold(open, shown) {
    open?.remove();
    shown.setAttribute("aria-expanded", "false");
    shown.focus();
  }

  /** @param {any} described @param {() => void} left */
  function edit(described, left) {
    return form(described.fields, "Answer", async (inputs) => {
      const result = await run("/api/form", { kind: "edit", post: post.id, inputs }, [], post.asked, more);
      if (!result.error) take(result, made);
      return result;
    }, left);
  }

  /** @param {any} each */
  function menu(each) {
    return each.several ? several(each) : single(each);
  }

  /** @param {any} each */
  function single(each) {
    const select = el("select", {
      "aria-label": each.label, "data-press": `${each.action}:${each.argument}`,
      onchange: () => press(each.action, each.argument, [select.value]),
    }, el("option", { value: "", disabled: true, selected: true }, each.label),
    ...each.values.map((/** @type {any} */ [value, words]) => el("option", { value }, words)));
    return el("div", { class: "menu" }, select);
  }

  /** @param {any} each */
  function several(each) {
    const ticked = boxes(each.values, each.chosen);
    const chosen = () => ticked.map((/** @type {any} */ box) => box.firstChild)
      .filter((/** @type {any} */ box) => box.checked).map((/** @type {any} */ box) => box.value);
    const apply = el("button", {
      type: "button", "data-press": `${each.action}:${each.argument}`, onclick: () => {
        const values = chosen();
        if (values.length || each.empty) void press(each.action, each.argument, values);
        else tell("Nothing is chosen.");
      },
    }, "Apply");
    return el("details", { class: "menu" }, el("summary", {}, each.label), el("div", { class: "boxes" }, ...ticked), apply);
  }

  /** @param {string} action @param {string} argument @param {string[]} values */
  async function press(action, argument, values) {
    take(await waited(action, argument, values), made);
  }

  /** @param {string} action @param {string} argument @param {string[]} values */
  async function waited(action, argument, values) {
    const controls = made.querySelectorAll(".body > .menu select, .body > .menu button, .buttons button");
    const free = [...controls].filter((control) => !control.disabled);
    for (const control of free) control.disabled = true;
    made.setAttribute("aria-busy", "true");
    const result = await run("/api/press", { post: post.id, action, argument, values }, [], post.asked, more);
    made.removeAttribute("aria-busy");
    for (const control of free) control.disabled = false;
    return result;
  }

  return made;
}

/** What came with a press beside the answer: a picture to look at. @param {any} beside */
export function looked(beside) {
  const words = beside.title ? [el("h3", {}, ...inline(beside.title)), markdown(beside.meaning ?? "")] : [];
  const made = part("look", ...words, ...beside.pages.map(figure));
  made.append(el("button", { type: "button", onclick: () => made.remove() }, "Close"));
  return made;
}

/** @param {string} name @param {...Node} inside */
function part(name, ...inside) {
  return el("div", { class: "part", "data-more": name, tabindex: -1 }, ...inside);
}

/** @param {any} post @returns {Node[]} */
function answer(post) {
  return [
    el("h2", {}, ...inline(post.title)),
    post.facts.length ? el("pre", { class: "facts", tabindex: 0, role: "group", "aria-label": "Facts" }, post.facts.join("\n")) : null,
    post.meaning ? el("div", { class: "meaning" }, markdown(post.meaning)) : null,
    ...post.pictures.map(figure),
    post.remark ? el("div", { class: "quiet" }, markdown(post.remark)) : null,
  ].filter((part) => part !== null);
}

/** @param {any} post @returns {Node[]} */
function note(post) {
  const texts = post.texts.map((/** @type {string} */ text) => el("div", { class: "meaning" }, markdown(text)));
  return post.file ? [...texts, file(post.file)] : texts;
}

/** @param {{name: string, text: string}} given */
function file(given) {
  const save = () => saved(given.name, given.text);
  return el("p", {}, el("button", { type: "button", onclick: save }, `Download ${given.name}`));
}

/** @param {any} found @returns {Node[]} */
function copies(found) {
  const texts = found.texts.map((/** @type {any} */ each) => {
    const copy = el("button", { type: "button", "aria-label": `Copy as ${each.name}`, onclick: async () => {
      await copied(each.text);
      copy.textContent = "Copied";
      setTimeout(() => (copy.textContent = "Copy"), 1500);
    } }, "Copy");
    return el("div", { class: "copy" }, el("div", { class: "row" }, el("b", {}, each.name), copy),
      el("pre", { tabindex: 0, role: "group", "aria-label": each.name }, each.text));
  });
  return [...texts, ...found.files.map(file), ...found.pictures.map(figure)];
}

/** A message in one line, for those who hear it. @param {any} post */
export function spoken(post) {
  const words = post.kind === "answer" ? `${post.title}. ${post.meaning}` : post.texts.join(" ");
  return el("span", {}, ...inline(words)).textContent;
}
