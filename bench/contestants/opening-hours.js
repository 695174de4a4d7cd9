import OpeningHours from "opening_hours";
import { HOURS } from "../support/calendar.js";

const place = { lat: 52.5, lon: 13.4, address: { country_code: "de", state: "" } };
const hours = new OpeningHours(`Mo-Fr ${HOURS.map((each) => each.join("-")).join(",")}; PH off`, place);

export default {
  name: "opening_hours",
  kind: "peer",
  note: "host zone; its own holidays; adding by its iterator",
  isOpen: (at) => hours.getState(new Date(at)),
  nextOpening(at) {
    const iterator = hours.getIterator(new Date(at));
    while (iterator.advance()) if (iterator.getState()) return iterator.getDate().getTime();
    return undefined;
  },
  add(at, amount) {
    const iterator = hours.getIterator(new Date(at));
    let left = amount * 3_600_000;
    for (let from = at; ; from = iterator.getDate().getTime()) {
      const wasOpen = iterator.getState();
      if (!iterator.advance()) return undefined;
      const length = iterator.getDate().getTime() - from;
      if (wasOpen && left <= length) return from + left;
      if (wasOpen) left -= length;
    }
  },
  between: (from, to) => hours.getOpenDuration(new Date(from), new Date(to))[0],
};
