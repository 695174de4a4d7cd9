import * as z from "zod/mini";
import { FollowTheSunError } from "../errors.js";
import { toEpochMs, type InstantInput } from "./instant.js";

/** Any accepted form of an instant, with the same errors as everywhere else. */
export const instantSchema = z.custom<InstantInput>().check((payload) => {
  try {
    toEpochMs(payload.value, "");
  } catch (error) {
    if (!(error instanceof FollowTheSunError)) throw error;
    for (const { code, reason } of error.problems) {
      payload.issues.push({ code: "custom", input: payload.value, message: reason, params: { code } });
    }
  }
});
