// The browser's time left over, which jsdom lacks: nothing is done in it until a test says so.

const waiting = new Map<number, IdleRequestCallback>();
let last = 0;

globalThis.requestIdleCallback = (callback) => {
  waiting.set(++last, callback);
  return last;
};
globalThis.cancelIdleCallback = (handle) => void waiting.delete(handle);

/** Does what waits, turn after turn, each with no more time than it needs for one step; returns how many. */
export function passIdleTime(): number {
  let turns = 0;
  for (const [handle, callback] of waiting) {
    waiting.delete(handle);
    callback({ didTimeout: false, timeRemaining: () => 0 });
    turns++;
  }
  return turns;
}
