// Times in words.

/** Seconds such as "12 s" or "3 min". */
export const span = seconds => (seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`);
