// The part of Discord's Markdown in which topics write, as elements.

import { el } from "./dom.js";

const INLINE = new RegExp(
  [
    "\\\\(?<escaped>[\\\\`*_~|<>@#\\-\\[\\]()])",
    "``(?<ticks>.+?)``|`(?<code>[^`]+)`",
    "\\*\\*(?<bold>(?:\\\\.|[^\\\\])+?)\\*\\*",
    "\\|\\|(?<spoiler>.+?)\\|\\|",
    "~~(?<struck>.+?)~~",
    "\\*(?<star>(?:\\\\.|[^\\\\*])+)\\*|(?<!\\w)_(?<under>(?:\\\\.|[^\\\\_])+)_(?!\\w)",
    "\\[(?<label>[^\\]]+)\\]\\((?<target>https:\\/\\/[^\\s)]+)\\)",
    "<t:(?<time>\\d+)(?::(?<form>[a-zA-Z]))?>",
    "(?<address>https:\\/\\/[^\\s<>)]+)",
  ].join("|"),
  "su",
);

/** @param {string} text @returns {DocumentFragment} */
export function markdown(text) {
  const page = document.createDocumentFragment();
  text.split(/```(?:\w*\n)?/).forEach((part, place) => {
    if (place % 2) page.append(el("pre", {}, part.replace(/\n$/, "")));
    else page.append(...blocks(part));
  });
  return page;
}

/** @param {string} text @returns {Node[]} */
function blocks(text) {
  /** @type {Node[]} */
  const found = [];
  /** @type {any} */
  let list = null;
  /** @type {any} */
  let paragraph = null;
  for (const line of text.split("\n")) {
    const item = /^\s*[-*] (.*)$/.exec(line);
    const head = /^(#{1,3}) (.*)$/.exec(line);
    const small = /^-# (.*)$/.exec(line);
    if (item) {
      if (!list) found.push((list = el("ul")));
      list.append(el("li", {}, ...inline(item[1])));
      paragraph = null;
      continue;
    }
    list = null;
    if (head || small || !line.trim()) {
      paragraph = null;
      if (head) found.push(el("h3", {}, ...inline(head[2])));
      if (small) found.push(el("p", { class: "quiet" }, ...inline(small[1])));
      continue;
    }
    if (!paragraph) found.push((paragraph = el("p")));
    else paragraph.append(el("br"));
    paragraph.append(...inline(line.replace(/^> /, "")));
  }
  return found;
}

/** @param {string} text @returns {(Node | string)[]} */
export function inline(text) {
  /** @type {(Node | string)[]} */
  const found = [];
  for (let rest = text; rest; ) {
    const match = INLINE.exec(rest);
    if (!match) return [...found, rest];
    if (match.index) found.push(rest.slice(0, match.index));
    found.push(element(match.groups ?? {}));
    rest = rest.slice(match.index + match[0].length);
  }
  return found;
}

/** @param {Record<string, string>} is @returns {Node | string} */
function element(is) {
  if (is.escaped) return is.escaped;
  if (is.ticks || is.code) return code((is.ticks || is.code).trim());
  if (is.bold) return el("b", {}, ...inline(is.bold));
  if (is.spoiler) return el("details", { class: "spoiler" }, el("summary", {}, "Show"), ...inline(is.spoiler));
  if (is.struck) return el("s", {}, ...inline(is.struck));
  if (is.star || is.under) return el("i", {}, ...inline(is.star || is.under));
  if (is.time) return time(Number(is.time), is.form);
  const target = is.target || is.address;
  return el("a", { href: target, target: "_blank", rel: "noreferrer" }, is.label || target);
}

/** A command in a sentence can be pressed: it goes to the line. @param {string} text */
function code(text) {
  if (!/^\/[a-z]+( |$)/.test(text)) return el("code", {}, text);
  return el("button", { type: "button", class: "command", "data-line": text }, text);
}

/** @param {number} at @param {string} form */
function time(at, form) {
  const then = new Date(at * 1000);
  const words = form === "R" ? ago(then) : then.toLocaleString([], { dateStyle: "long", timeStyle: "short" });
  return el("time", { datetime: then.toISOString(), title: then.toLocaleString() }, words);
}

/** @param {Date} then */
function ago(then) {
  const seconds = (then.getTime() - Date.now()) / 1000;
  const form = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  const [unit, size] = /** @type {[Intl.RelativeTimeFormatUnit, number]} */ (
    Math.abs(seconds) < 90 ? ["second", 1] : Math.abs(seconds) < 5400 ? ["minute", 60] : ["hour", 3600]
  );
  return form.format(Math.round(seconds / size), unit);
}
