import { colourCss, pictureCss } from "./theme.js";

const STEPS = Array.from({ length: 24 }, (_, index) => index);
/** How long each step is shown when they play. */
const STEP_SECONDS = 1.5;

/** Each picture is there in three layouts, and the width of the page shows one of them. */
const layoutCss = [
  "@media screen and (max-width:679.98px){svg.medium,svg.wide{display:none}}",
  "@media screen and (min-width:680px) and (max-width:1099.98px){svg.narrow,svg.wide{display:none}}",
  "@media screen and (min-width:1100px){svg.narrow,svg.medium{display:none}}",
  "@media print{svg.narrow,svg.wide{display:none}}",
  "svg.narrow{max-width:520px}",
].join("\n");

const textCss = `
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 "Helvetica Neue",Helvetica,Arial,"Liberation Sans",sans-serif}
main{max-width:1360px;margin:0 auto;padding:24px}
h1{font-size:28px;line-height:1.2;margin:8px 0;overflow-wrap:anywhere}
h2{font-size:20px;line-height:1.3;margin:0 0 4px}
p{margin:0 0 16px;color:var(--muted);max-width:72ch;overflow-wrap:anywhere}
section{margin-top:48px;min-width:0}
figure{margin:0}
.facts{display:flex;flex-wrap:wrap;gap:8px 32px;margin:16px 0 0;padding:0;list-style:none}
.facts b{display:block;font-size:24px;line-height:1.2;font-variant-numeric:tabular-nums}
.facts li{color:var(--muted);font-size:14px}
details{margin-top:12px;font-size:14px}
summary{cursor:pointer;color:var(--muted);padding:4px 0;width:fit-content}
.scroll{overflow-x:auto;max-height:480px;overflow-y:auto;border:1px solid var(--line);border-radius:6px}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
caption{text-align:left;padding:8px 12px;color:var(--muted)}
th,td{text-align:left;vertical-align:top;padding:4px 12px;border-top:1px solid var(--grid)}
:focus-visible{outline:2px solid var(--open);outline-offset:2px}
@media screen and (max-width:679.98px){main{padding:16px}h1{font-size:23px}section{margin-top:36px}}
@media screen and (min-width:1100px){.pair{display:grid;grid-template-columns:1fr 1fr;gap:0 32px}}
@media print{
@page{margin:12mm}
main{padding:0;max-width:none}
details,.stepper{display:none}
section{margin-top:24px;break-inside:avoid}
h2{break-after:avoid}
p{break-inside:avoid}
}`;

const stepperCss = `
.stepper{border:0;margin:0 0 24px;padding:0;min-width:0;position:relative}
.stepper legend{position:absolute;opacity:0;pointer-events:none}
.stepper input{position:absolute;opacity:0;pointer-events:none}
.hours{display:grid;grid-template-columns:repeat(24,1fr);gap:4px;margin-bottom:12px;font-size:13px;font-variant-numeric:tabular-nums}
.hours label{border:1px solid var(--line);border-radius:4px;padding:3px 0;text-align:center;cursor:pointer;min-height:26px;white-space:nowrap;overflow:hidden}
.hours .play{grid-column:1/-1;justify-self:start;padding:3px 14px}
@media (max-width:1099.98px){.hours{grid-template-columns:repeat(12,1fr)}}
@media (max-width:679.98px){.hours{grid-template-columns:repeat(6,1fr)}.hours label{padding:5px 0;min-height:32px}}
.step{display:none}
${STEPS.map((step) => `#step-${step}:checked~.maps .s${step}`).join(",")}{display:inline}
${chosen("")}{background:var(--open);border-color:var(--open);color:var(--paper)}
${chosen(":focus-visible")}{outline:2px solid var(--ink);outline-offset:2px}
${turningCss("#step-play:checked~.maps ")}`;

/** The labels of the button that is chosen. */
function chosen(state: string): string {
  return [...STEPS, "play"]
    .map((step) => `#step-${step}:checked${state}~.hours [for=step-${step}]`)
    .join(",");
}

/** Shows the steps one after the other, over and over, inside what the selector names. */
export function turningCss(within: string): string {
  const length = STEPS.length * STEP_SECONDS;
  return [
    `@keyframes turn{0%{visibility:visible}${(100 / STEPS.length).toFixed(4)}%,100%{visibility:hidden}}`,
    `${within}.step{display:inline;visibility:hidden;animation:turn ${length}s step-end infinite}`,
    ...STEPS.map((step) => `${within}.s${step}{animation-delay:${step * STEP_SECONDS}s}`),
  ].join("\n");
}

export const pageCss = [colourCss, pictureCss, layoutCss, textCss.trim(), stepperCss.trim()].join("\n");
