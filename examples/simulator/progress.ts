/** Where progress is shown: standard error, when somebody looks at it. */
export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const WIDTH = 40;

/** A progress bar on a terminal; where there is none, nothing. */
export function progressBar(terminal: Terminal): { show(share: number): void; clear(): void } {
  if (terminal.isTTY !== true) return { show: () => undefined, clear: () => undefined };
  let shown = -1;
  return {
    show(share) {
      const percent = Math.floor(share * 100);
      if (percent === shown) return;
      shown = percent;
      const full = Math.round(share * WIDTH);
      terminal.write(`\r  ${"█".repeat(full)}${"░".repeat(WIDTH - full)} ${String(percent).padStart(3)} %`);
    },
    clear() {
      terminal.write("\r\u001b[K");
    },
  };
}
