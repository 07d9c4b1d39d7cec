import { createServer } from 'node:http';

// What a timer runs may be run by others too, and then stops the timer in time.
export async function load(url) {
  const controller = new AbortController();
  const stop = () => {
    clearTimeout(timer);
    controller.abort();
  };
  const timer = setTimeout(stop, 5000);
  try {
    const answer = await fetch(url, { signal: controller.signal });
    return await answer.json();
  } finally {
    stop();
  }
}

export const server = createServer(async (request, response) => {
  const controller = new AbortController();
  const timer = setTimeout(stop, 5000);
  function stop() {
    clearTimeout(timer);
    controller.abort();
  }
  response.once('close', stop);
  const answer = await fetch('http://orders.internal/', { signal: controller.signal });
  response.end(await answer.text());
});

/** Only the timer itself runs this one. */
export function ask(socket, question) {
  return new Promise((resolve, reject) => {
    const late = () => {
      clearTimeout(timer);
      reject(new Error('late'));
    };
    const timer = setTimeout(late, 5000); // want guard
    socket.once('error', reject);
    socket.once('data', resolve);
    socket.write(question);
  });
}

/** Gone before anybody looks. */
export class Batch {
  constructor(send) {
    this.send = send;
    this.timer = setTimeout(() => this.flush(), 100); // want forgotten potential
  }

  flush() {
    this.send('batch');
  }

  close() {
    this.send('end');
  }
}

/** The process ends behind it. */
export const shutdownListener = signal => async uploader => {
  try {
    await Promise.race([uploader.done(), new Promise(resolve => { setTimeout(resolve, 10_000); })]);
  } catch (error) {
    console.error(error);
  }
  process.kill(process.pid, signal);
};

/** Another process ends here, and this one goes on. */
export const stopping = child => async uploader => {
  await Promise.race([uploader.done(), new Promise(resolve => { setTimeout(resolve, 10_000); })]); // want guard
  process.kill(child.pid, 'SIGTERM');
};
