import { bus, states } from './states.js';

// What is told by an object of conditions is no event of an emitter.
export function follow(id, ack, log) {
  const condition = { id, change: 'any' };
  if (ack !== undefined) condition.ack = ack;
  states.on(condition, state => log(id, state));
}

export function followByName(id, log) {
  const name = `state:${id}`;
  bus.on(name, state => log(id, state)); // want never
}
