// What is now: this computer's clock, or the moment of a recording that is being played.

/** Epoch seconds. A recording's server says which moment is played; while it does not answer, nothing is asked of it. */
export async function moment(recorded) {
  if (!recorded) return Date.now() / 1000;
  const response = await fetch('/api/clock');
  if (!response.ok) throw new Error(`The recording's clock cannot be read (status ${response.status}).`);
  return (await response.json()).now;
}
