// Pictures to enlarge and to download, and animations that pause.

import { byId, el, stillness } from "./dom.js";

/** @typedef {{address: string, name: string, alt: string, moving: boolean}} Picture */

/** @param {Picture} picture */
export function figure(picture) {
  const shown = picture.moving ? player(picture) : image(picture);
  const enlarge = el("button", { type: "button", onclick: () => zoom(picture) }, "Enlarge");
  const down = el("a", { class: "button", href: picture.address, download: picture.name }, "Download");
  return el("figure", {}, shown, el("figcaption", {}, enlarge, down));
}

/** @param {Picture} picture */
function image(picture) {
  const opened = () => zoom(picture);
  return el("img", { src: picture.address, alt: picture.alt, decoding: "async", onclick: opened });
}

/** @param {Picture} picture */
function zoom(picture) {
  const dialog = byId("zoom");
  const close = el("button", { type: "button", onclick: () => dialog.close() }, "Close");
  const down = el("a", { class: "button", href: picture.address, download: picture.name }, "Download");
  const shown = picture.moving ? player(picture) : el("img", { src: picture.address, alt: picture.alt });
  dialog.replaceChildren(el("div", { class: "zoomed" }, shown, el("div", { class: "row" }, close, down)));
  dialog.addEventListener("close", () => dialog.replaceChildren(), { once: true });
  dialog.showModal();
}

/** A picture that moves, with a button that stops it and a slider through its frames.
 * @param {Picture} picture */
function player(picture) {
  const whole = el("img", { src: picture.address, alt: picture.alt });
  const frame = el("div", { class: "player" }, whole);
  if ("ImageDecoder" in window) void play(picture, frame).catch(() => frame.replaceChildren(whole));
  return frame;
}

/** @param {Picture} picture @param {any} frame */
async function play(picture, frame) {
  const data = await (await fetch(picture.address)).arrayBuffer();
  // @ts-ignore: newer than some lists of what browsers have
  const decoder = new ImageDecoder({ data, type: "image/gif" });
  await decoder.tracks.ready;
  const count = decoder.tracks.selectedTrack.frameCount;
  const canvas = el("canvas", { role: "img", "aria-label": picture.alt, "data-source": picture.address });
  const button = el("button", { type: "button", onclick: () => run(!running) });
  const slider = el("input", {
    type: "range", min: 0, max: count - 1, value: 0, "aria-label": "Frame", oninput: () => {
      run(false);
      void draw(Number(slider.value));
    },
  });
  let running = false;
  let place = 0;
  let wanted = 0;

  /** @param {number} next */
  async function draw(next) {
    const asked = ++wanted;
    const { image: found } = await decoder.decode({ frameIndex: next });
    const lasts = (found.duration ?? 100_000) / 1000;
    if (asked === wanted) {
      place = next;
      slider.value = String(next);
      if (canvas.width !== found.displayWidth) {
        canvas.width = found.displayWidth;
        canvas.height = found.displayHeight;
      }
      canvas.getContext("2d").drawImage(found, 0, 0);
    }
    found.close();
    return lasts;
  }

  /** @param {boolean} on */
  function run(on) {
    const began = on && !running;
    running = on;
    button.textContent = on ? "Pause" : "Play";
    if (began) void loop();
  }

  async function loop() {
    while (running && (canvas.isConnected || !place)) {
      const lasts = await draw((place + 1) % count);
      await new Promise((done) => setTimeout(done, lasts));
    }
    if (!canvas.isConnected) decoder.close();
  }

  await draw(0);
  frame.replaceChildren(canvas, el("div", { class: "row" }, button, slider));
  run(!stillness.matches);
}
