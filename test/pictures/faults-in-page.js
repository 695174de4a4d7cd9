/**
 * Runs inside a page, and looks at each step of the large map in turn: what is out of its place. It may refer to
 * nothing outside of itself.
 */
export function faultsInPage() {
  // The types of this project know no browser.
  const { document, innerWidth, getComputedStyle } = /** @type {any} */ (globalThis);
  /** @typedef {{ says: string, size: number, left: number, right: number, top: number, bottom: number }} Words */
  /** @type {Set<string>} */
  const faults = new Set();
  const width = document.documentElement.clientWidth || innerWidth;
  // What is inside of something that is not displayed has no box; checkVisibility does not know this of SVG.
  const isSeen = (/** @type {any} */ element) =>
    element.getClientRects().length > 0 &&
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const seen = (/** @type {string} */ selector, root = document) =>
    [...root.querySelectorAll(selector)].filter(isSeen);

  const wordsOf = (/** @type {any} */ text) => {
    // The letters, without the room that a font keeps above and below them.
    const { left, right, top, bottom } = text.getBoundingClientRect();
    const trim = (bottom - top) * 0.15;
    const size = parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a;
    return { says: text.textContent, size, left, right, top: top + trim, bottom: bottom - trim };
  };
  const isOut = (/** @type {Words} */ a, /** @type {any} */ edge) =>
    a.left < edge.left - 1 || a.right > edge.right + 1 || a.top < edge.top - 1 || a.bottom > edge.bottom + 1;
  const cover = (/** @type {Words} */ a, /** @type {Words} */ b) =>
    a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom && b.top < a.bottom;

  const lookAtWords = () => {
    for (const svg of seen("svg.picture").concat(document.rootElement ?? [])) {
      const edge = svg.getBoundingClientRect();
      const texts = seen("text", svg).map(wordsOf);
      texts.forEach((a, index) => {
        if (a.size < 9.95) faults.add(`"${a.says}" is ${a.size.toFixed(1)} px high`);
        if (isOut(a, edge)) faults.add(`"${a.says}" reaches out of its picture`);
        for (const b of texts.slice(index + 1)) {
          if (cover(a, b)) faults.add(`"${a.says}" and "${b.says}" cover each other`);
        }
      });
    }
  };

  if (document.querySelector("parsererror")) faults.add("is not well-formed");
  if (document.documentElement.scrollWidth > width) faults.add("scrolls sideways");
  for (const element of seen("body *:not(.scroll *):not(svg *)")) {
    const { left, right } = element.getBoundingClientRect();
    if (left >= -0.5 && right <= width + 0.5) continue;
    faults.add(`${element.tagName} "${element.textContent.trim().slice(0, 30)}" reaches over the edge`);
  }
  lookAtWords();
  const buttons = [...document.querySelectorAll(".stepper input")];
  const first = buttons.find(({ checked }) => checked);
  for (const button of buttons) {
    button.checked = true;
    const shown = seen(".maps .said text.bold").length;
    if (seen(".maps").length > 0 && shown !== 1) faults.add(`${button.id} shows ${shown} steps`);
    lookAtWords();
  }
  if (first) first.checked = true;
  return [...faults];
}
