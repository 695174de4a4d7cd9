const SOUTH = "Africa, Middle East";

/** By the first part of a zone's name. */
const OF_AREA: Readonly<Record<string, string>> = {
  Africa: SOUTH,
  America: "Americas",
  Arctic: "Europe",
  Asia: "Asia-Pacific",
  Atlantic: "Europe",
  Australia: "Asia-Pacific",
  Europe: "Europe",
  Indian: SOUTH,
  Pacific: "Asia-Pacific",
};

/** By the whole name, where its first part would say otherwise. */
const OF_ZONE: Readonly<Record<string, string>> = {
  ...regionOfAll(SOUTH, "Asia", "Aden Amman Baghdad Bahrain Beirut Damascus Dubai Gaza Hebron Jerusalem"),
  ...regionOfAll(SOUTH, "Asia", "Kuwait Muscat Qatar Riyadh Tehran"),
  ...regionOfAll(SOUTH, "Atlantic", "Cape_Verde St_Helena"),
  ...regionOfAll("Americas", "Atlantic", "Bermuda South_Georgia Stanley"),
  ...regionOfAll("Asia-Pacific", "Indian", "Chagos Christmas Cocos Kerguelen Maldives"),
  ...regionOfAll("Europe", "Asia", "Baku Nicosia Tbilisi Yerevan"),
};

function regionOfAll(region: string, area: string, cities: string): Record<string, string> {
  return Object.fromEntries(cities.split(" ").map((city) => [`${area}/${city}`, region]));
}

/** The part of the world in which a zone's people live, as support organisations cut it. */
export function worldRegion(timeZone: string): string {
  const [area = ""] = timeZone.split("/");
  return OF_ZONE[timeZone] ?? OF_AREA[area] ?? "Elsewhere";
}
