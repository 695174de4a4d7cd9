import { spawn, spawnSync } from "node:child_process";

const STARTED_WITHIN_MS = 30_000;

/** The command that starts a Chromium; undefined where there is none. */
export function findChromium() {
  const names = process.env.CHROMIUM
    ? [process.env.CHROMIUM]
    : ["chromium", "chromium-browser", "google-chrome"];
  return names.find((name) => spawnSync(name, ["--version"]).status === 0);
}

/**
 * A browser without a window, spoken to over a pipe: JSON messages of the DevTools protocol, a zero byte after each.
 * @param {string} command
 * @param {string} profile a folder of its own
 */
export function open(command, profile) {
  const flags = ["--headless=new", "--remote-debugging-pipe", `--user-data-dir=${profile}`];
  // As root, as in many containers, Chromium only starts without its sandbox; what it opens here is our own.
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const child = spawn(command, [...flags, ...asRoot, "--disable-gpu", "--hide-scrollbars", "about:blank"], {
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
  });
  const [input, output] = /** @type {[import("node:stream").Writable, import("node:stream").Readable]} */ (
    /** @type {unknown} */ (child.stdio.slice(3))
  );
  /** @type {Map<number, { resolve: (value: any) => void, reject: (error: Error) => void }>} */
  const asked = new Map();
  /** @type {((message: any) => void)[]} */
  const listeners = [];
  let last = 0;
  let rest = "";
  const gone = new Promise((done) => child.once("exit", done));
  child.once("exit", () => asked.forEach(({ reject }) => reject(new Error("Chromium has ended"))));
  output.setEncoding("utf8").on("data", (/** @type {string} */ chunk) => {
    const messages = (rest + chunk).split("\0");
    rest = messages.pop() ?? "";
    for (const message of messages.map((text) => JSON.parse(text))) {
      const answer = asked.get(message.id);
      asked.delete(message.id);
      if (message.error) answer?.reject(new Error(message.error.message));
      else if (answer) answer.resolve(message.result);
      else listeners.forEach((listen) => listen(message));
    }
  });
  return {
    /** @type {(method: string, params?: object, sessionId?: string) => Promise<any>} */
    ask: (method, params = {}, sessionId) =>
      new Promise((resolve, reject) => {
        last += 1;
        asked.set(last, { resolve, reject });
        input.write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
        if (last === 1)
          setTimeout(() => reject(new Error("Chromium does not answer")), STARTED_WITHIN_MS).unref();
      }),
    listen: (/** @type {(message: any) => void} */ listener) => listeners.push(listener),
    close: async () => {
      child.kill();
      await gone;
    },
  };
}
