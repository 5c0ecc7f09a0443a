// The line: history, completion, files, and errors that point at their place.

import { post } from "./api.js";
import { chosen, likely, move, offer, offered } from "./choices.js";
import { byId, el } from "./dom.js";
import { grow } from "./forms.js";

const line = byId("line");

/** @type {string[]} */
const history = [];
let place = 0;
let draft = "";

/** @type {File[]} */
let files = [];
let asked = 0;

/** @type {(text: string, files: File[]) => void} */
let send = () => {};
/** @type {any[]} */
let commands = [];

/** @param {any[]} known @param {(text: string, files: File[]) => void} sent */
export function open(known, sent) {
  commands = known;
  send = sent;
}

/** Put a text into the line. @param {string} text @param {boolean} [focus] */
export function put(text, focus = true) {
  line.value = text;
  grow(line);
  offer([]);
  if (!focus) return;
  line.focus();
  line.setSelectionRange(text.length, text.length);
}

/** Remember what was sent in earlier sessions of this page. @param {string[]} lines */
export function remember(lines) {
  history.push(...lines);
  place = history.length;
}

/** Say what is wrong, and mark where. @param {any} error @param {string} text what was sent
 * @param {File[]} sentFiles */
export function refuse(error, text, sentFiles) {
  const box = byId("refusal");
  box.hidden = false;
  box.replaceChildren(el("p", {}, error.option ? el("b", {}, `${error.option}: `) : null, error.words));
  if (error.start !== undefined) box.append(where(text, error.start, error.end));
  if (error.example) box.append(el("p", {}, "For example: ", el("code", {}, error.example)));
  if (line.value) return;
  put(text);
  attach(sentFiles);
  if (error.start !== undefined) line.setSelectionRange(error.start, Math.max(error.end, error.start));
}

/** @param {string} text @param {number} start @param {number} end */
function where(text, start, end) {
  const from = Math.max(0, text.lastIndexOf("\n", start - 1) + 1, start - 60);
  const marked = text.slice(start, end).split("\n")[0] || " ";
  const rest = text.slice(start + marked.length, start + marked.length + 40).split("\n")[0];
  return el("pre", {}, text.slice(from, start), el("mark", {}, marked), rest);
}

function submit() {
  const text = line.value;
  const given = files;
  if (!text.trim() && !given.length) return;
  byId("refusal").hidden = true;
  asked += 1;
  if (!text.trim().startsWith("/")) return void fit(text);
  if (history.at(-1) !== text) history.push(text);
  place = history.length;
  files = [];
  listFiles();
  put("");
  send(text, given);
}

/** Offer the commands that fit a text, or a file, without one. @param {string} text */
async function fit(text) {
  const mine = ++asked;
  if (files.length && !text.trim()) return offerFor(takingFiles());
  const found = await post("/api/fitting", { text });
  if (mine !== asked || line.value !== text) return;
  if (found.error) return refuse(found.error, text, []);
  if (!found.fitting.length) {
    const words = "No command fits this alone. Type / to see them all, or open Topics.";
    return refuse({ words, start: undefined }, text, []);
  }
  offerFor(found.fitting);
}

/** @param {{name: string, words: string, line: string}[]} found */
function offerFor(found) {
  offer(found.map((each) => ({
    shown: `/${each.name}`, words: each.words, take: () => {
      put(each.line);
      submit();
    },
  })));
}

const takingFiles = () => commands
  .filter((command) => command.options.some((/** @type {any} */ option) => option.kind === "file"))
  .map((command) => ({ name: command.name, words: command.words, line: `/${command.name}` }));

async function complete() {
  const mine = ++asked;
  const text = line.value.slice(0, line.selectionStart);
  if (!text.trimStart().startsWith("/")) return offer([]);
  const found = await post("/api/complete", { text });
  if (mine !== asked || !found.suggestions) return;
  offer(found.suggestions.map((/** @type {any} */ each) => ({
    shown: each.shown, words: each.words, take: () => {
      const rest = line.value.slice(line.selectionStart);
      put(text.slice(0, each.start) + each.text + rest);
      line.setSelectionRange(line.value.length - rest.length, line.value.length - rest.length);
      void complete();
    },
  })));
}

/** @param {KeyboardEvent} event */
function key(event) {
  if (event.isComposing) return;
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    const choice = chosen();
    choice?.take();
    if (!choice || line.value.trim().startsWith("/")) submit();
  } else if (event.key === "Tab" && !event.shiftKey && offered()) {
    event.preventDefault();
    likely()?.take();
  } else if (event.key === "Escape") {
    offer([]);
  } else if (event.key === "ArrowDown" && offered() ? move(1) : event.key === "ArrowUp" && chosen() && move(-1)) {
    event.preventDefault();
  } else if (event.key === "ArrowUp" && before().indexOf("\n") < 0) {
    recall(event, -1);
  } else if (event.key === "ArrowDown" && line.value.indexOf("\n", line.selectionEnd) < 0) {
    recall(event, 1);
  }
}

const before = () => line.value.slice(0, line.selectionStart);

/** @param {Event} event @param {number} by */
function recall(event, by) {
  const next = place + by;
  if (next < 0 || next > history.length) return;
  event.preventDefault();
  if (place === history.length) draft = line.value;
  place = next;
  put(history[next] ?? draft);
}

/** @param {Iterable<File>} more */
export function attach(more) {
  files = [...files, ...more];
  listFiles();
  line.focus();
  if (files.length && !line.value.trim()) void fit("");
}

function listFiles() {
  const list = byId("files");
  list.hidden = !files.length;
  list.replaceChildren(...files.map((file) => el("li", {}, file.name, " ", el("button", {
    type: "button", "aria-label": `Remove ${file.name}`, onclick: () => {
      files = files.filter((each) => each !== file);
      listFiles();
    },
  }, "×"))));
}

line.addEventListener("keydown", key);
line.addEventListener("input", () => {
  grow(line);
  byId("refusal").hidden = true;
  place = history.length;
  void complete();
});
line.addEventListener("paste", () => {
  const empty = !line.value;
  setTimeout(() => empty && !line.value.trim().startsWith("/") && void fit(line.value));
});
line.addEventListener("blur", () => offer([]));
byId("composer").addEventListener("submit", (/** @type {Event} */ event) => {
  event.preventDefault();
  submit();
});
byId("file").addEventListener("change", (/** @type {any} */ event) => {
  attach(event.target.files);
  event.target.value = "";
});

const drop = byId("drop");
addEventListener("dragover", (event) => {
  if (!event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  drop.hidden = false;
});
addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) drop.hidden = true;
});
addEventListener("drop", (event) => {
  drop.hidden = true;
  if (!event.dataTransfer?.files.length) return;
  event.preventDefault();
  attach(event.dataTransfer.files);
});
