import { lookup } from 'node:dns';
import { connect } from 'node:net';

/** Where no address is found, the timer stays. */
export function dial(name, done) {
  let over = false;
  let socket;
  const timer = setTimeout(() => giveUp(new Error('timed out')), 5000); // want outrun
  lookup(name, (error, address) => {
    if (error) return finish(error);
    socket = connect(80, address, () => {
      clearTimeout(timer);
      finish(null, socket);
    });
    socket.on('error', giveUp);
  });
  function giveUp(error) {
    clearTimeout(timer);
    socket?.destroy();
    finish(error);
  }
  function finish(error, value) {
    if (over) return;
    over = true;
    done(error, value);
  }
}

/** Whoever ends it clears the timer. */
export function dialWell(name, done) {
  let over = false;
  let socket;
  const timer = setTimeout(() => giveUp(new Error('timed out')), 5000);
  lookup(name, (error, address) => {
    if (error) return finish(error);
    socket = connect(80, address, () => finish(null, socket));
    socket.on('error', giveUp);
  });
  function giveUp(error) {
    socket?.destroy();
    finish(error);
  }
  function finish(error, value) {
    if (over) return;
    over = true;
    clearTimeout(timer);
    done(error, value);
  }
}

/** Each that ends it does. */
export function dialApart(name, done) {
  let socket;
  const timer = setTimeout(() => giveUp(new Error('timed out')), 5000);
  lookup(name, (error, address) => {
    if (error) return giveUp(error);
    socket = connect(80, address, () => {
      clearTimeout(timer);
      finish(null, socket);
    });
    socket.on('error', giveUp);
  });
  function giveUp(error) {
    clearTimeout(timer);
    socket?.destroy();
    finish(error);
  }
  function finish(error, value) {
    done(error, value);
  }
}
