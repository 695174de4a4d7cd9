// Where the sun stands. The formulas are the "Approximate Solar Coordinates" of the US Naval Observatory's
// Astronomical Applications Department (also in the Astronomical Almanac): right to about a sixtieth of a degree
// from 1800 to 2200. The atmosphere, which lifts the sun by about half a degree at the horizon, is left out.

/** Noon UTC of 1 January 2000, from which the formulas count days. */
const J2000 = Date.UTC(2000, 0, 1, 12);
const DAY_MS = 86_400_000;
const DEGREE = Math.PI / 180;

/** A place on the earth, in degrees, north and east positive. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** The place that has the sun right above it. */
export function subsolarPoint(at: number): Place {
  const days = (at - J2000) / DAY_MS;
  const anomaly = (357.529 + 0.98560028 * days) * DEGREE;
  const meanLongitude = 280.459 + 0.98564736 * days;
  const longitude = (meanLongitude + 1.915 * Math.sin(anomaly) + 0.02 * Math.sin(2 * anomaly)) * DEGREE;
  const tilt = (23.439 - 0.00000036 * days) * DEGREE;
  const ascension = Math.atan2(Math.cos(tilt) * Math.sin(longitude), Math.cos(longitude)) / DEGREE;
  const declination = Math.asin(Math.sin(tilt) * Math.sin(longitude)) / DEGREE;
  // The equation of time: how far the sundial is ahead of the clock, in degrees of the earth's turning.
  const ahead = turned(meanLongitude - ascension);
  const clock = (((at % DAY_MS) + DAY_MS) % DAY_MS) / DAY_MS;
  return { latitude: declination, longitude: turned(180 - clock * 360 - ahead) };
}

/** Is the middle of the sun above the horizon there? */
export function isLit(place: Place, sun: Place): boolean {
  const [latitude, declination] = [place.latitude * DEGREE, sun.latitude * DEGREE];
  const hourAngle = (place.longitude - sun.longitude) * DEGREE;
  return (
    Math.sin(latitude) * Math.sin(declination) +
      Math.cos(latitude) * Math.cos(declination) * Math.cos(hourAngle) >
    0
  );
}

/**
 * The line between day and night, from west to east, a point a degree; and on which side of it night is. It is where
 * the sine of the sun's height, sin φ sin δ + cos φ cos δ cos h, is zero: tan φ = -cos h / tan δ.
 */
export function terminator(sun: Place): {
  readonly line: readonly Place[];
  readonly nightIs: "north" | "south";
} {
  // On the equator the line would stand upright; a thousandth of a degree beside it can still be drawn.
  const declination = (Math.abs(sun.latitude) < 0.001 ? 0.001 : sun.latitude) * DEGREE;
  const line = Array.from({ length: 361 }, (_, index): Place => {
    const longitude = index - 180;
    const hourAngle = (longitude - sun.longitude) * DEGREE;
    return { longitude, latitude: Math.atan(-Math.cos(hourAngle) / Math.tan(declination)) / DEGREE };
  });
  return { line, nightIs: declination > 0 ? "south" : "north" };
}

/** An angle brought to -180 up to 180 degrees. */
function turned(degrees: number): number {
  return ((((degrees + 180) % 360) + 360) % 360) - 180;
}
