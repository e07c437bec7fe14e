/** Milliseconds in a second. */
export const SECOND: number = 1e3;
/** Milliseconds in a minute. */
export const MINUTE: number = SECOND * 60;
/** Milliseconds in an hour. */
export const HOUR: number = MINUTE * 60;
/** Milliseconds in a day. */
export const DAY: number = HOUR * 24;
/** Milliseconds in a week. */
export const WEEK: number = DAY * 7;
