import assert from 'bsert';
import { log } from './log.js';

// Whoever is told that there is none has it fail where there is one.
export class Hosts {
  open() {
    this.file = 'hosts.json';
    this.begin(1_000);
  }

  begin(interval) {
    assert(this.timer == null);
    this.timer = setInterval(() => this.flush(), interval);
  }

  reopen() {
    this.begin(5_000);
  }

  end() {
    clearInterval(this.timer);
    this.timer = null;
  }

  flush() {
    log(this.file);
  }
}

export class Peers {
  reopen() {
    this.begin(5_000);
  }

  begin(interval) {
    assert(this.file);
    log('no timer', !this.timer);
    this.timer = setInterval(() => this.flush(), interval); // want restarted
  }

  end() {
    clearInterval(this.timer);
    this.timer = null;
  }

  flush() {
    log(this.file);
  }
}

// It only puts off the work, whose own limit another timer is.
export function checkSoon(load, url) {
  setTimeout(async () => {
    const controller = new AbortController();
    const limit = setTimeout(() => controller.abort(), 10_000);
    try {
      await load(url, controller.signal);
    } finally {
      clearTimeout(limit);
    }
  }, 2_000);
  return url;
}

export async function check(load, url) {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 10_000); // want guard
  return await load(url, controller.signal);
}

// The answer is only waited for behind what clears the timer.
export function ask(socket, pending, id, question) {
  return new Promise((resolve, reject) => {
    const onAnswer = answer => {
      pending.delete(id);
      resolve(answer);
    };
    const onFailure = error => {
      pending.set(id, { onAnswer });
      reject(error);
    };
    if (socket.readyState === 1) {
      const limit = setTimeout(() => {
        onFailure(new Error('not sent'));
      }, 10_000);
      socket.send(question, error => {
        clearTimeout(limit);
        if (error) onFailure(error);
        else wait(pending, id, onAnswer);
      });
    } else {
      onFailure(new Error('not connected'));
    }
  });
}

export function askEarly(socket, pending, id, question) {
  return new Promise((resolve, reject) => {
    const onAnswer = answer => {
      pending.delete(id);
      resolve(answer);
    };
    const limit = setTimeout(() => { // want outrun
      reject(new Error('not sent'));
    }, 10_000);
    wait(pending, id, onAnswer);
    socket.send(question, error => {
      clearTimeout(limit);
      if (error) reject(error);
    });
  });
}

function wait(pending, id, onAnswer) {
  pending.set(id, onAnswer);
}
