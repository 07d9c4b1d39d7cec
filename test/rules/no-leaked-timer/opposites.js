let lag = 0;
let turns = 0;
let measuring;
let timer;

const measure = () => {
  lag = performance.now() - lag;
};

/** The second of its intervals is never stopped. */
export function startMeasuring(ms) {
  if (measuring) return;
  measuring = setInterval(measure, ms);
  setInterval(() => { // want forgotten
    turns += 1;
  }, 60_000);
}

export function stopMeasuring() {
  clearInterval(measuring);
  measuring = undefined;
}

/** It keeps nothing from ending, and is there for as long as the program. */
export function startCounting() {
  if (timer) return;
  timer = setInterval(() => {
    turns += 1;
  }, 60_000).unref();
}

export function stopCounting() {
  turns = 0;
}

/** Its opposite is of something else. */
export function startSweeping() {
  setInterval(() => {
    turns = 0;
  }, 60_000);
}

export function stopMopping() {
  turns = 0;
}

/** Methods that are assigned to an object. */
export function createClock(tell) {
  const clock = {};
  let hands;
  let bell;
  clock.start = () => {
    hands = setInterval(() => tell('tick'), 1_000);
    bell = setInterval(() => tell('ding'), 3_600_000); // want forgotten
  };
  clock.mute = () => {
    clearInterval(bell);
  };
  clock.stop = () => {
    clock.halt();
  };
  clock.halt = () => {
    clearInterval(hands);
  };
  return clock;
}

/** What ends the process ends all that runs in it. */
export function startServing() {
  setInterval(() => {
    turns = 0;
  }, 60_000);
}

export function stopServing() {
  process.exit(0);
}
