// Forms: a command's options, a topic's own form, the inputs of an answer.

import { byId, el } from "./dom.js";

/**
 * @typedef {{name: string, kind: string, label?: string, words?: string, required?: boolean,
 *   value?: string, default?: string, placeholder?: string, choices?: [string, string][],
 *   least?: number, most?: number}} Field
 */

let number = 0;

/**
 * A form whose fields hold what is given.
 * @param {Field[]} fields
 * @param {string} send what its button says
 * @param {(inputs: Record<string, string>, files: File[]) => Promise<any>} sent returns what
 *   the bot answers; an error is shown at its field
 * @param {() => void} [left] what leaving it does
 */
export function form(fields, send, sent, left) {
  const rows = fields.map((field) => row(field, ++number));
  const refusal = el("p", { class: "refusal", role: "alert", hidden: true });
  const button = el("button", { class: "primary" }, send);
  const leave = left && el("button", { type: "button", onclick: left }, "Cancel");
  const made = el("form", { class: "fields", novalidate: true, onsubmit: submit },
    ...rows.map((each) => each.shown), refusal, el("div", { class: "row" }, button, leave));

  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault();
    if (button.disabled) return;
    refuse(null);
    button.disabled = true;
    const inputs = Object.fromEntries(rows.filter((r) => !r.files).map((r) => [r.name, r.value()]));
    const files = rows.flatMap((r) => (r.files ? r.files() : []));
    const result = await sent(inputs, files);
    button.disabled = false;
    if (result.error) refuse(result.error);
  }

  /** @param {any} error */
  function refuse(error) {
    refusal.hidden = !error;
    for (const each of rows) each.mark(false);
    if (!error) return;
    const at = rows.find((each) => each.name === error.option);
    refusal.replaceChildren(error.words);
    if (error.example) refusal.append(" For example: ", el("code", {}, error.example));
    at?.mark(true, error);
  }

  made.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    const area = event.target instanceof HTMLTextAreaElement;
    if (event.key === "Enter" && area && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      made.requestSubmit();
    }
  });
  return made;
}

/** @param {Field} field @param {number} n */
function row(field, n) {
  const id = `field-${n}`;
  const words = el("span", { class: "quiet", id: `${id}-words` }, field.words ?? "");
  const input = control(field, id);
  const name = field.label ?? field.name;
  const optional = field.required ? "" : el("span", { class: "quiet" }, " (optional)");
  const isGroup = field.kind === "several";
  const heading = isGroup ? el("span", { class: "label", id: `${id}-name` }) : el("label", { for: id });
  heading.append(name, optional);
  const shown = el("div", { class: "field" }, heading, words, input);
  const files = field.kind === "file" ? () => [...input.files] : null;
  const value = () => (isGroup
    ? [...input.querySelectorAll(":checked")].map((each) => each.value).join("\n") : input.value);

  /** @param {boolean} wrong @param {any} [error] */
  function mark(wrong, error) {
    input.toggleAttribute("aria-invalid", wrong);
    if (!wrong) return;
    input.focus();
    const start = error.text && error.position !== null ? value().indexOf(error.text) : -1;
    if (start >= 0 && input.setSelectionRange) {
      input.setSelectionRange(start + error.position, start + error.position + 1);
    }
  }
  return { name: field.name, shown, files, value, mark };
}

/** @param {Field} field @param {string} id @returns {any} */
function control(field, id) {
  const common = { id, name: field.name, "aria-describedby": `${id}-words` };
  const value = field.value ?? field.default ?? "";
  switch (field.kind) {
    case "pick": {
      const empty = field.choices?.some(([each]) => each === value) ? [] : [["", field.placeholder || "–"]];
      return el("select", common, ...options([...empty, ...(field.choices ?? [])], value));
    }
    case "several": {
      const group = { role: "group", "aria-labelledby": `${id}-name`, "aria-describedby": `${id}-words` };
      return el("div", { id, class: "boxes", tabindex: -1, ...group }, ...boxes(field.choices ?? [], value.split("\n")));
    }
    case "whole":
      return el("input", { ...common, type: "number", min: field.least, max: field.most, value });
    case "file":
      return el("input", { ...common, type: "file" });
    default: {
      const area = el("textarea", {
        ...common, spellcheck: "false", autocapitalize: "off",
        placeholder: field.placeholder, oninput: () => grow(area),
        onfocus: () => grow(area),
      });
      area.value = value;
      grow(area);
      return area;
    }
  }
}

/** @param {any[]} choices @param {string} chosen */
function options(choices, chosen) {
  return choices.map(([value, words]) => el("option", { value, selected: value === chosen }, words));
}

/**
 * Boxes to tick, several at a time: in a list of the browser's own, a click would take away the rest.
 * @param {[string, string][]} choices @param {string[]} chosen
 */
export function boxes(choices, chosen) {
  return choices.map(([value, words]) =>
    el("label", {}, el("input", { type: "checkbox", value, checked: chosen.includes(value) }), ` ${words}`));
}

const MOST_ROWS = 10;

/** Give a field for text as many lines as it has, within reason. @param {HTMLTextAreaElement} area */
export function grow(area) {
  area.rows = Math.min(MOST_ROWS, (area.value || area.placeholder).split("\n").length);
  while (area.rows < MOST_ROWS && area.scrollHeight > area.clientHeight + 2) area.rows += 1;
}

/** Open a form above the page. @param {string} title @param {(close: () => void) => Node} inside */
export function dialog(title, inside) {
  const box = byId("dialog");
  box.replaceChildren(el("h2", { id: "dialog-title" }, title), inside(() => box.close()));
  box.showModal();
  box.querySelectorAll("textarea").forEach(grow);
}
