/** A Markdown table, columns padded as prettier would; the first column is left-aligned, the others right. */
export function table(head, rows) {
  const widths = head.map((_, i) => Math.max(4, ...[head, ...rows].map((row) => row[i].length)));
  const line = (row) =>
    `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join(" | ")} |`;
  const rule = widths.map((width, i) => (i === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [line(head), `| ${rule.join(" | ")} |`, ...rows.map(line)].join("\n");
}

/** Nanoseconds as a reader wants them, three digits at most. */
export function duration(ns) {
  if (ns < 1_000) return `${digits(ns)} ns`;
  if (ns < 1_000_000) return `${digits(ns / 1_000)} µs`;
  if (ns < 1_000_000_000) return `${digits(ns / 1_000_000)} ms`;
  return `${digits(ns / 1_000_000_000)} s`;
}

export function bytes(count) {
  return count < 1_000_000 ? `${digits(count / 1_000)} kB` : `${digits(count / 1_000_000)} MB`;
}

/** Three digits at most, `1,234` for thousands. */
export function digits(value) {
  return Math.abs(value) < 10
    ? String(Number(value.toFixed(1)))
    : Number(value.toPrecision(Math.abs(value) < 1_000 ? 3 : 4)).toLocaleString("en-US", {
        maximumFractionDigits: 0,
      });
}

export function percent(part, whole) {
  if (part === 0) return "0 %";
  const share = (100 * part) / whole;
  return share < 1 ? "under 1 %" : `${digits(Math.round(share))} %`;
}
