// strict
import Fastify from 'fastify';
import { createHash } from 'node:crypto';

const app = Fastify();
const window = 2048;

app.post<{ Body: { samples: number[] } }>('/spectrum', request => {
  const real = new Float64Array(window); // want request
  const power = new Float32Array(window / 2); // want request
  request.body.samples.slice(0, window).forEach((sample, index) => {
    real[index] = sample;
  });
  transform(real, power);
  return { peak: power.indexOf(Math.max(...power)) };
});

app.post<{ Body: { text: string } }>('/digest', request => {
  const padded = Buffer.alloc(1024); // want request
  padded.fill(request.body.text);
  return createHash('sha256').update(padded).digest('hex');
});

app.get('/sequence', () => {
  const ids = new BigUint64Array(512); // want request
  ids[0] = process.hrtime.bigint();
  return String(ids[0]);
});

app.get('/samples', () => {
  const samples = new Float64Array(window);
  samples[0] = performance.now();
  return samples;
});

class Recorder {
  #last = new Float64Array(window);

  record(samples: readonly number[]): void {
    for (const sample of samples) {
      const frame = new Float64Array(window);
      frame[0] = sample;
      this.#last = frame;
    }
  }

  get last(): Float64Array {
    return this.#last;
  }
}

function transform(input: Float64Array, output: Float32Array): void {
  for (let index = 0; index < output.length; index += 1) output[index] = (input[index * 2] ?? 0) ** 2;
}

export { Recorder };
