/** Zones with and without DST, from everywhere. */
export const ZONES = [
  ...["Europe/London", "Europe/Paris", "Europe/Warsaw", "Europe/Athens", "Africa/Cairo", "Africa/Lagos"],
  ...["Asia/Tokyo", "Asia/Singapore", "Asia/Kolkata", "Asia/Dubai", "Asia/Jerusalem", "Asia/Shanghai"],
  ...["Australia/Sydney", "Australia/Perth", "Pacific/Auckland", "America/New_York", "America/Chicago"],
  ...["America/Los_Angeles", "America/Sao_Paulo", "America/Mexico_City"],
];
