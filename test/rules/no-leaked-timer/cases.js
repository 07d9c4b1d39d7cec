import { du, sizes } from './disk.js';

// Each case has an end of its own.
export function property(name, env, callback) {
  let timer;
  switch (name) {
    case 'owner':
      env.stat((error, stat) => callback(error, stat));
      break;
    case 'size':
      timer = setTimeout(() => callback(new Error('too slow')), 2_000);
      du(env.path, (error, size) => {
        clearTimeout(timer);
        callback(error, size);
      });
      break;
    default:
      callback(new Error('unknown'));
  }
}

export const measure = (name, env) => new Promise((resolve, reject) => {
  let timer;
  switch (name) {
    case 'known':
      sizes.get(env.path, resolve);
      break;
    case 'size':
      timer = setTimeout(() => reject(new Error('too slow')), 2_000);
      du(env.path, (error, size) => {
        clearTimeout(timer);
        if (error) reject(error);
        else resolve(size);
      });
      break;
    default:
      reject(new Error('unknown'));
  }
});

// Control falls through: the second end comes besides the first.
export const measureBoth = (name, env) => new Promise((resolve, reject) => {
  let timer;
  switch (name) {
    case 'known':
      timer = setTimeout(() => reject(new Error('too slow')), 2_000); // want outrun
      du(env.path, () => clearTimeout(timer));
    // falls through
    case 'size':
      sizes.get(env.path, resolve);
      break;
    default:
      reject(new Error('unknown'));
  }
});

// What comes with each turn ends nothing, whatever it is called.
export const images = {
  methods(self) {
    return {
      schedule() {
        setInterval(self.cleanup, 3_600_000);
      },
      async cleanup() {
        for (const image of await self.old()) await self.remove(image);
      },
    };
  },
  later(self) {
    return {
      schedule() {
        setInterval(() => self.cleanup().catch(console.error), 3_600_000);
      },
      async cleanup() {
        for (const image of await self.old()) await self.remove(image);
      },
    };
  },
  others(self) {
    return {
      schedule() {
        setInterval(self.sweep, 3_600_000); // want forgotten
      },
      async cleanup() {
        for (const image of await self.old()) await self.remove(image);
      },
    };
  },
};
