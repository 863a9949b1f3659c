const DAY = 86_400_000;

/**
 * Days from the day of a time until today, both in UTC: what must not be older than 90 days may still be there at the
 * end of the ninetieth. Null for what is no time.
 */
export function daysSince(time: string | null, today: string): number | null {
  const then = time === null ? NaN : Date.parse(time);
  if (Number.isNaN(then)) return null;
  return Math.floor(Date.parse(today) / DAY) - Math.floor(then / DAY);
}
