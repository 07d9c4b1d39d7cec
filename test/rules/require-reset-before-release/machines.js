/** What its stack gives back is looked at, and never handed out again. */
export function run(program) {
  const machine = { at: 0, pending: [] };
  let step;
  for (;;) {
    switch (program[machine.at]) {
      case undefined:
        return machine;
      case 0:
        step = [program[machine.at], machine.at];
        machine.pending.push(step);
        break;
      case 7:
        step = machine.pending.pop();
        continue;
      default:
        if (step && step[0] === 0) {
          machine.pending.push(step);
          break;
        }
        step = [6, machine.at];
    }
    machine.at += 1;
  }
}

const free = [];

/** Asked for first, made where there is none. */
export function collect(rows) {
  let batch;
  if (free.length > 0) batch = free.pop();
  else batch = [];
  for (const row of rows) batch.push(row);
  const size = batch.length;
  free.push(batch); // want uncleared
  return size;
}

const spare = [];

export function gather(rows) {
  let batch = spare.pop();
  batch ??= [];
  batch.push(...rows);
  const size = batch.length;
  spare.push(batch); // want uncleared
  return size;
}
