// The presenter's view, and the session as one file that opens anywhere.

import { byId, el, saved, tell } from "./dom.js";

let place = 0;

const posts = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".channel:not([hidden]) .post")]);

export function present() {
  if (!posts().length) return tell("There is nothing to present yet.");
  document.body.classList.add("presenting");
  byId("stage").hidden = false;
  show(posts().length - 1);
  byId("forward").focus();
  void document.documentElement.requestFullscreen?.().catch(() => {});
}

function leave() {
  document.body.classList.remove("presenting");
  byId("stage").hidden = true;
  for (const post of posts()) post.classList.remove("current");
  if (document.fullscreenElement) void document.exitFullscreen();
  byId("present").focus();
}

/** @param {number} next */
function show(next) {
  const all = posts();
  place = Math.max(0, Math.min(next, all.length - 1));
  all.forEach((post, at) => post.classList.toggle("current", at === place));
  all[place]?.scrollIntoView({ block: "start" });
  byId("place").textContent = `${place + 1} of ${all.length}`;
  byId("back").disabled = place === 0;
  byId("forward").disabled = place === all.length - 1;
}

/** After an answer has come or gone. */
export function refresh() {
  if (document.body.classList.contains("presenting")) show(place);
}

byId("back").addEventListener("click", () => show(place - 1));
byId("forward").addEventListener("click", () => show(place + 1));
byId("leave").addEventListener("click", leave);
addEventListener("keydown", (event) => {
  if (!document.body.classList.contains("presenting") || document.querySelector("dialog[open]")) return;
  const typing = event.target instanceof Element && event.target.closest("input, select, textarea");
  if (event.key === "Escape") leave();
  else if (!typing && ["ArrowRight", "PageDown"].includes(event.key)) show(place + 1);
  else if (!typing && ["ArrowLeft", "PageUp"].includes(event.key)) show(place - 1);
});
addEventListener("fullscreenchange", () => {
  if (!document.fullscreenElement && document.body.classList.contains("presenting")) leave();
});

/** Save what is in the channel, as it is unfolded, in one file without a script. */
export async function save() {
  const styles = await Promise.all(["page.css", "posts.css"].map(
    async (name) => (await fetch(`/static/${name}`)).text()));
  const shown = posts().map((post) => /** @type {HTMLElement} */ (post.cloneNode(true)));
  for (const post of shown) {
    for (const canvas of post.querySelectorAll("canvas")) {
      canvas.replaceWith(el("img", { src: canvas.dataset.source, alt: canvas.getAttribute("aria-label") }));
    }
    for (const command of post.querySelectorAll("button.command")) command.replaceWith(el("code", {}, command.textContent));
    for (const control of post.querySelectorAll("button, form, select, input, figcaption, .menu, .buttons, .player .row")) control.remove();
    for (const image of post.querySelectorAll("img")) image.setAttribute("src", await inside(image.src));
  }
  const page = document.implementation.createHTMLDocument("study-bot");
  page.documentElement.lang = "en";
  const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";
  page.head.append(
    el("meta", { charset: "utf-8" }),
    el("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    el("meta", { name: "color-scheme", content: "dark light" }),
    el("meta", { "http-equiv": "Content-Security-Policy", content: policy }));
  page.body.className = "kept";
  page.body.append(el("h1", {}, "study-bot"), el("p", { class: "quiet" }, new Date().toLocaleString()), ...shown);
  // As text: this page itself would not take a style of no file.
  const text = page.documentElement.outerHTML.replace("</head>", () => `<style>${styles.join("\n")}</style></head>`);
  const day = new Date().toLocaleDateString("sv");
  saved(`study-bot-${day}.html`, new Blob([`<!doctype html>\n${text}`], { type: "text/html" }));
}

/** @param {string} address @returns {Promise<string>} the picture itself */
async function inside(address) {
  const blob = await (await fetch(address)).blob();
  return new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result));
    reader.readAsDataURL(blob);
  });
}
