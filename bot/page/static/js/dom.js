// Elements, made without markup: what people type is only ever text.

/**
 * @param {string} name
 * @param {Record<string, any>} [given] attributes; listeners under names such as "onclick"
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {any}
 */
export function el(name, given = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(given)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "class") made.className = value;
    else made.setAttribute(key, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child || child === ""));
  return made;
}

/** @param {string} id @returns {any} */
export const byId = (id) => document.getElementById(id);

/** Tell those who do not see it. @param {string} words */
export function tell(words) {
  byId("status").textContent = words;
}

/** @param {string} text */
export async function copied(text) {
  await navigator.clipboard.writeText(text);
  tell("Copied.");
}

/** Save a text or a blob as a file. @param {string} name @param {string | Blob} content */
export function saved(name, content) {
  const blob = content instanceof Blob ? content : new Blob([content], { type: "text/plain" });
  const address = URL.createObjectURL(blob);
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export const stillness = matchMedia("(prefers-reduced-motion: reduce)");
const lightness = matchMedia("(prefers-color-scheme: light)");

export const theme = () => (lightness.matches ? "light" : "dark");

/** Unix seconds as people read them. @param {number} at */
export function clock(at) {
  const then = new Date(at * 1000);
  const today = then.toDateString() === new Date().toDateString();
  const shown = today
    ? then.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })
    : then.toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
  return el("time", { datetime: then.toISOString(), title: then.toLocaleString() }, shown);
}
