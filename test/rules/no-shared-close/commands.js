import { Worker } from 'bullmq';

const worker = new Worker('mails', './send.js', { connection: { host: 'redis' } });

// The main thread tells a thread to come to its end.
async function onCommand(command) {
  switch (command.cmd) {
    case 'usage':
      return process.memoryUsage();
    case 'close':
      await worker.close();
      return true;
    default:
      return false;
  }
}

async function onWord(word) {
  if (word === 'shutdown') {
    await worker.close();
    return true;
  }
  return worker.isRunning();
}

async function onOrder(order) {
  if (order === 'count') {
    await worker.close(); // want perCall
    return true;
  }
  return worker.isRunning();
}

export { onCommand, onOrder, onWord };
