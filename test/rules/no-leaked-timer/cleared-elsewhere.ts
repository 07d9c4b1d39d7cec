declare function reload(): Promise<void>;

let timer: ReturnType<typeof setTimeout> | null = null;
let running = false;

function clear(): void {
  if (timer) {
    clearTimeout(timer);
    timer = null;
  }
}

// The one before is cleared by another function first.
function scheduleNext(): void {
  clear();
  if (!running) return;
  timer = setTimeout(() => {
    void reload().catch(console.error).finally(() => scheduleNext());
  }, 60_000);
}

export function startReloading(): () => void {
  running = true;
  scheduleNext();
  return () => {
    running = false;
    clear();
  };
}

export function changed(): void {
  if (running) scheduleNext();
}

let poll: ReturnType<typeof setTimeout> | null = null;

function clearPoll(): void {
  if (poll) clearTimeout(poll);
}

function pollNext(): void {
  poll = setTimeout(() => { // want restarted
    clearPoll();
    void reload().catch(console.error).finally(() => pollNext());
  }, 60_000);
}

export function startPolling(): () => void {
  pollNext();
  return clearPoll;
}

export function pollAgain(): void {
  pollNext();
}
