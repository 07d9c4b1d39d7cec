const async = require('async');
const { spawn } = require('child_process');
const fs = require('fs');

const queue = async.queue(convert, 1);

/** The program that hangs is killed, and the timer stays for those that do not. */
function convert(task, callback) {
  async.series([
    next => {
      const office = spawn('soffice', ['--headless', '--convert-to', task.type, task.source]);
      setTimeout(() => { // want guard
        office.stdin.pause();
        office.kill();
      }, 120_000);
      office.on('exit', code => next(code === 0 ? null : new Error(`ended with ${code}`)));
    },
    next => fs.rename(task.made, task.target, next),
  ], callback);
}

function convertInTime(task, callback) {
  const office = spawn('soffice', ['--headless', '--convert-to', task.type, task.source]);
  const late = setTimeout(() => office.kill(), 120_000);
  office.on('exit', code => {
    clearTimeout(late);
    callback(code === 0 ? null : new Error(`ended with ${code}`));
  });
}

/** Nobody waits for its end: the timer is the end that was meant. */
function record(camera) {
  const recorder = spawn('ffmpeg', ['-i', camera, 'out.mp4']);
  setTimeout(() => recorder.kill('SIGINT'), 60_000);
}

/** What others have started ends when they say so. */
function stop(child, callback) {
  child.on('exit', () => callback());
  child.kill();
  setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
}

module.exports = { queue, convertInTime, record, stop };
