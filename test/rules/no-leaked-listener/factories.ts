import type { EventEmitter } from 'node:events';

interface Order {
  id: string;
  kind: string;
}

type Take = (order: Order) => void;

/** Objects that functions make. */
export function createDispatcher(bus: EventEmitter, client: EventEmitter) {
  const takers = new Map<string, Take>();
  const onOrder = (order: Order): void => takers.get(order.kind)?.(order);
  const onError = (error: Error): void => console.error(error.message);
  const start = (): void => {
    bus.on('order', onOrder);
    client.on('error', onError); // want "`stop()` leaves this `error` listener on `client`"
  };
  const stop = (): void => {
    bus.off('order', onOrder);
    takers.clear();
  };
  return { start, stop, take: (kind: string, taker: Take) => takers.set(kind, taker) };
}

export function createTidyDispatcher(bus: EventEmitter) {
  const seen: string[] = [];
  const onOrder = ({ id }: Order): number => seen.push(id);
  const leave = (): void => {
    bus.off('order', onOrder);
  };
  return {
    start() {
      bus.on('order', onOrder);
    },
    stop() {
      leave();
    },
  };
}

/** What it listens to is its own, and goes with it. */
export function createOwn(make: () => EventEmitter) {
  let own: EventEmitter | undefined;
  return {
    start() {
      own = make();
      own.on('error', error => console.error(error));
    },
    stop() {
      own = undefined;
    },
  };
}
