// The bot, over the loopback. Every answer is plain data; what went wrong is in its "error".

import { theme } from "./dom.js";

const GONE = { error: { words: "The bot has been stopped. Start it again, and reload this page." } };
const LARGE = 10 * 2 ** 20;
const TOO_LARGE = { error: { words: "That is more than 10 MB. Something smaller will work." } };

/** @param {string} path */
export async function get(path) {
  return taken(fetch(path));
}

/**
 * @param {string} path
 * @param {Record<string, any>} data
 * @param {File[]} [files]
 * @param {AbortSignal} [signal] aborting stops the calculation
 */
export async function post(path, data, files = [], signal = undefined) {
  const text = JSON.stringify({ theme: theme(), ...data });
  if (!files.length) {
    const headers = { "Content-Type": "application/json" };
    return taken(fetch(path, { method: "POST", headers, body: text, signal }));
  }
  if (files.reduce((sum, file) => sum + file.size, 0) > LARGE) return TOO_LARGE;
  const body = new FormData();
  body.append("request", text);
  for (const file of files) body.append("file", file);
  return taken(fetch(path, { method: "POST", body, signal }));
}

/** @param {Promise<Response>} sent @returns {Promise<any>} */
async function taken(sent) {
  try {
    const response = await sent;
    if (response.ok) return await response.json();
    return { error: { words: "The page and the bot do not fit together. Reload the page." } };
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return { stopped: true };
    return GONE;
  }
}
