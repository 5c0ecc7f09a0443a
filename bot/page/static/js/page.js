// The page: two channels, the topics beside them, the line below.

import { get } from "./api.js";
import { byId, el, tell } from "./dom.js";
import { dialog, form } from "./forms.js";
import * as line from "./line.js";
import { article, looked, spoken } from "./posts.js";
import { present, refresh, save } from "./present.js";
import { run } from "./running.js";
import * as topics from "./topics.js";

const narrow = matchMedia("(max-width: 899px)");

/** @type {any[]} */
let commands = [];

/** Show what an answer, a form or a press leads to.
 * @param {any} result @param {HTMLElement} [above] the message with what was pressed */
function take(result, above) {
  if (result.post) place(result.post, above);
  if (result.form) ownForm(result.form);
  if (result.options) optionsForm(result.options);
  if (result.beside) (above?.querySelector(".more") ?? byId("posts")).append(looked(result.beside));
  if (result.deleted) {
    byId(`post-${result.deleted}`)?.remove();
    tell("Deleted.");
    byId("line").focus();
  }
  if (result.error && above) complain(result.error, above);
  refresh();
}

/** Add a message, or put it in the place of the one that it was. @param {any} described
 * @param {HTMLElement} [above] */
function place(described, above) {
  const shown = article(described, take);
  const before = byId(`post-${described.id}`);
  byId("welcome").hidden = true;
  if (before) {
    const focused = before.contains(document.activeElement);
    const pressed = document.activeElement?.getAttribute("data-press");
    before.replaceWith(shown);
    if (focused) (pressed && shown.querySelector(`[data-press="${CSS.escape(pressed)}"]:enabled`) || shown).focus({ preventScroll: true });
  } else {
    byId("posts").append(shown);
    shown.scrollIntoView({ block: "start", behavior: "smooth" });
  }
  if (above && above !== before && !before) shown.focus({ preventScroll: true });
  tell(spoken(described));
}

/** @param {any} error @param {HTMLElement} above */
function complain(error, above) {
  const box = el("p", { class: "refusal", role: "alert" }, error.words);
  above.querySelector(".more")?.append(box);
  setTimeout(() => box.remove(), 12_000);
}

/** @param {string} path @param {any} data @param {File[]} files @param {string} shown */
const asked = (path, data, files, shown) => run(path, data, files, shown, byId("pending"));

/** @param {string} text @param {File[]} files */
async function send(text, files) {
  showChannel("lab");
  const result = await asked("/api/ask", { line: text }, files, text);
  if (result.error) line.refuse(result.error, text, files);
  else take(result);
}

/** @param {any} described a topic's form */
function ownForm(described) {
  const fields = described.fields;
  const texts = fields.filter((/** @type {any} */ each) => each.kind === "text").map((/** @type {any} */ each) => each.name);
  const kept = Object.fromEntries(Object.entries(described.carried).filter(([name, value]) => value && !texts.includes(name)));
  dialog(described.title, (close) => form(fields, "Answer", async (inputs, files) => {
    const typed = Object.entries(inputs).filter(([name, value]) => value || !(name in kept));
    const data = { kind: "topic", command: described.command, post: described.post, inputs: { ...kept, ...Object.fromEntries(typed) } };
    const result = await asked("/api/form", data, files, `/${described.command}`);
    if (!result.error) close();
    if (!result.error && !result.stopped) take(result);
    return result;
  }, close));
}

/** @param {string} name of a command sent without what it needs */
function optionsForm(name) {
  const command = commands.find((each) => each.name === name);
  dialog(`/${name}`, (close) => form(command.options, "Answer", async (inputs, files) => {
    const result = await askForm(command, inputs, files);
    if (!result.error) close();
    return result;
  }, close));
}

/** @param {any} command @param {Record<string, string>} inputs @param {File[]} files */
async function askForm(command, inputs, files) {
  const data = { kind: "options", command: command.name, inputs };
  const result = await asked("/api/form", data, files, `/${command.name}`);
  if (result.error || result.stopped) return result;
  showChannel("lab");
  if (narrow.matches) showTopics(false);
  take(result);
  return result;
}

/** @param {string} name */
function showChannel(name) {
  for (const each of ["lab", "study"]) {
    byId(each).hidden = each !== name;
    byId(`tab-${each}`).setAttribute("aria-selected", String(each === name));
    byId(`tab-${each}`).tabIndex = each === name ? 0 : -1;
  }
  document.body.dataset.channel = name;
  if (name === "study") byId("count").hidden = true;
}

/** @param {boolean} open */
function showTopics(open) {
  document.body.classList.toggle("topics-open", open);
  byId("topics-button").setAttribute("aria-expanded", String(open));
}

/** Follow the study channel, which other windows may show. */
function follow() {
  let seen = -1;
  new EventSource("/api/news").onmessage = async () => {
    const found = await get("/api/shared");
    if (!found.posts) return;
    const shown = found.posts.map((/** @type {any} */ each) => article(each, () => {}));
    for (const each of shown) each.removeAttribute("id"); // which the message in the other channel has
    byId("shared").replaceChildren(...shown);
    byId("study-empty").hidden = found.posts.length > 0;
    const news = seen >= 0 && found.posts.length > seen;
    seen = found.posts.length;
    const hidden = byId("study").hidden;
    if (news && hidden) {
      byId("count").textContent = String(seen);
      byId("count").hidden = false;
      tell("Posted in # study.");
    }
    if (!hidden) byId("shared").lastElementChild?.scrollIntoView({ block: "start" });
    refresh();
  };
}

async function start() {
  for (const name of ["lab", "study"]) byId(`tab-${name}`).addEventListener("click", () => showChannel(name));
  document.querySelector(".tabs")?.addEventListener("keydown", (/** @type {any} */ event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const other = byId("lab").hidden ? "lab" : "study";
    showChannel(other);
    byId(`tab-${other}`).focus();
  });
  byId("topics-button").addEventListener("click", () => showTopics(!document.body.classList.contains("topics-open")));
  byId("present").addEventListener("click", present);
  byId("save").addEventListener("click", save);
  byId("print").addEventListener("click", () => print());
  document.addEventListener("click", (event) => {
    const command = event.target instanceof Element && event.target.closest("button.command");
    if (!command) return;
    showChannel("lab");
    line.put(command.getAttribute("data-line") ?? "");
  });
  showChannel(location.hash === "#study" ? "study" : "lab");
  document.body.classList.toggle("topics-open", !narrow.matches);
  byId("topics-button").setAttribute("aria-expanded", String(!narrow.matches));
  if (!narrow.matches) byId("line").focus();

  const described = await get("/api/commands");
  commands = described.sections.flatMap((/** @type {any} */ section) => section.commands);
  line.open(commands, send);
  topics.open(described.sections, askForm);
  const before = await get("/api/posts");
  for (const each of before.posts ?? []) byId("posts").append(article(each, take));
  line.remember((before.posts ?? []).map((/** @type {any} */ each) => each.asked));
  byId("welcome").hidden = (before.posts ?? []).length > 0;
  byId("posts").lastElementChild?.scrollIntoView({ block: "start" });
  follow();
}

void start();
