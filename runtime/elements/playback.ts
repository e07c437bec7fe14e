/** How sounds and films are played. */

export interface Playback {
  /** Seconds from the beginning; null for the beginning. */
  readonly startTime: number | null;
  /** Seconds from the beginning; null for its end. */
  readonly endTime: number | null;
  readonly autoplay: boolean;
  readonly loop: boolean;
}

/** Options of {@linkcode audio}. */
export interface PlaybackOptions {
  /** What the bytes are, such as `"audio/mpeg"`. Default: told by how they begin. */
  mime?: string;
  /** Where it starts, in seconds. */
  startTime?: number;
  /** Where it ends, in seconds. */
  endTime?: number;
  /** Starts by itself, as far as the browser lets it: most do so only without sound. */
  autoplay?: boolean;
  /** Begins again at its end. */
  loop?: boolean;
}

/** @throws {RangeError} If a time is no number of seconds, or the end is not behind the start. */
export function playback(action: string, options: PlaybackOptions): Playback {
  const { startTime = null, endTime = null, autoplay = false, loop = false } = options;
  for (const [name, time] of Object.entries({ startTime, endTime })) {
    if (time !== null && !(time >= 0 && time < Infinity)) {
      throw new RangeError(
        `Cannot ${action} as ${name} must be 0 or more seconds: received ${time}`,
      );
    }
  }
  if (endTime !== null && endTime <= (startTime ?? 0)) {
    throw new RangeError(
      `Cannot ${action} as endTime must be behind startTime: received ${
        startTime ?? 0
      } and ${endTime}`,
    );
  }
  return { startTime, endTime, autoplay, loop };
}
