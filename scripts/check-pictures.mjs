// Opens the pictures in a real Chromium, at the width of a telephone, a tablet and a desk, light and dark, and on paper:
// nothing may reach over an edge, no word may cover another or be smaller than ten pixels, nothing may be fetched, and
// the console must stay silent. Without a Chromium it says so and is content.
//   tsx scripts/check-pictures.mjs [--shots FOLDER] [FILE.html|FILE.svg ...]     (no file: the sample of the tests)
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { findChromium, open } from "../test/pictures/chromium.js";
import { faultsInPage } from "../test/pictures/faults-in-page.js";

const WIDTHS = [380, 800, 1400];
const SCHEMES = ["light", "dark"];

const { shots, files } = argumentsOf(process.argv.slice(2));
const folder = mkdtempSync(join(tmpdir(), "check-pictures-"));
const chromium = findChromium();
if (chromium === undefined) {
  console.log("Chromium is not here: skipped");
} else {
  const browser = open(chromium, join(folder, "profile"));
  try {
    const faults = await checkAll(browser, files.length > 0 ? files : await sampleFiles());
    for (const fault of faults) console.error(fault);
    console.log(faults.length === 0 ? "The pictures hold" : `${faults.length} faults`);
    process.exitCode = faults.length === 0 ? 0 : 1;
  } finally {
    await browser.close();
  }
}
rmSync(folder, { recursive: true, force: true, maxRetries: 10 });

/** @param {string[]} words */
function argumentsOf(words) {
  const at = words.indexOf("--shots");
  const shots = at < 0 ? undefined : words[at + 1];
  if (shots !== undefined) mkdirSync(shots, { recursive: true });
  return { shots, files: at < 0 ? words : words.filter((_, index) => index !== at && index !== at + 1) };
}

/** The sample page and its single pictures, written to files. */
async function sampleFiles() {
  const { pictures, renderPage } = await import("../examples/pictures/index.js");
  const { crowdedDay, emptyDay, sampleDay } = await import("../test/pictures/sample-data.js");
  const texts = {
    "page.html": renderPage(sampleDay()),
    "crowded.html": renderPage(crowdedDay()),
    "empty.html": renderPage(emptyDay()),
    ...Object.fromEntries(Object.entries(pictures(sampleDay())).map(([name, svg]) => [`${name}.svg`, svg])),
  };
  return Object.entries(texts).map(([name, text]) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  });
}

/**
 * @param {ReturnType<typeof open>} browser
 * @param {string[]} paths
 */
async function checkAll(browser, paths) {
  const faults = [];
  for (const path of paths) {
    const { targetId } = await browser.ask("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await browser.ask("Target.attachToTarget", { targetId, flatten: true });
    faults.push(...(await checkFile(browser, sessionId, path)));
    await browser.ask("Target.closeTarget", { targetId });
  }
  return faults;
}

/**
 * @param {ReturnType<typeof open>} browser
 * @param {string} sessionId
 * @param {string} path
 */
async function checkFile(browser, sessionId, path) {
  const url = pathToFileURL(resolve(path)).href;
  const name = basename(path).replace(/\.\w+$/, "");
  /** @type {string[]} */
  const faults = [];
  let where = name;
  /** @type {() => void} */
  let onLoad = () => {};
  browser.listen((message) => {
    if (message.sessionId !== sessionId) return;
    if (message.method === "Page.loadEventFired") onLoad();
    const said = complaintOf(message, url);
    if (said !== undefined) faults.push(`${where}: ${said}`);
  });
  /** @type {(method: string, params?: object) => Promise<any>} */
  const ask = (method, params) => browser.ask(method, params, sessionId);
  for (const domain of ["Page", "Runtime", "Log", "Network"]) await ask(`${domain}.enable`);
  const look = async () => {
    const { result, exceptionDetails } = await ask("Runtime.evaluate", {
      expression: `(${faultsInPage})()`,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    faults.push(.../** @type {string[]} */ (result.value).map((fault) => `${where}: ${fault}`));
  };
  // A single picture is laid out for one width and grows with the window.
  const widths = name.endsWith("-narrow") ? [380] : path.endsWith(".svg") ? [800] : WIDTHS;
  // A browser shrinks a single picture until all of its height is there; in a page it may be as tall as it is.
  const height = path.endsWith(".svg") ? 2400 : 900;
  for (const width of widths) {
    for (const value of SCHEMES) {
      where = `${name}, ${width} px, ${value}`;
      await ask("Emulation.setDeviceMetricsOverride", {
        width,
        height,
        deviceScaleFactor: 1,
        mobile: false,
      });
      await ask("Emulation.setEmulatedMedia", {
        media: "screen",
        features: [{ name: "prefers-color-scheme", value }],
      });
      const loaded = new Promise((done) => (onLoad = () => done(undefined)));
      await ask("Page.navigate", { url });
      await loaded;
      await look();
      if (shots !== undefined) {
        const { data } = await ask("Page.captureScreenshot", { captureBeyondViewport: true });
        writeFileSync(join(shots, `${name}-${width}-${value}.png`), data, "base64");
      }
    }
  }
  where = `${name}, on paper`;
  // What is left of A4 between the margins.
  await ask("Emulation.setDeviceMetricsOverride", {
    width: 703,
    height: Math.max(1000, height),
    deviceScaleFactor: 1,
    mobile: false,
  });
  await ask("Emulation.setEmulatedMedia", { media: "print" });
  await look();
  const { data } = await ask("Page.printToPDF", {
    preferCSSPageSize: true,
    paperWidth: 8.27,
    paperHeight: 11.69,
  });
  if (Buffer.from(data, "base64").length < 1000) faults.push(`${where}: the PDF is empty`);
  if (shots !== undefined) writeFileSync(join(shots, `${name}.pdf`), data, "base64");
  return faults;
}

/**
 * What a message of the browser has to say against the page.
 * @param {any} message
 * @param {string} url
 */
function complaintOf({ method, params }, url) {
  if (method === "Runtime.consoleAPICalled")
    return `the console says ${params.args?.[0]?.value ?? params.type}`;
  if (method === "Runtime.exceptionThrown") return params.exceptionDetails.text;
  if (method === "Log.entryAdded") return `the log says ${params.entry.text}`;
  const fetched = method === "Network.requestWillBeSent" ? params.request.url : url;
  return fetched === url || fetched.startsWith("data:") ? undefined : `fetches ${fetched}`;
}
