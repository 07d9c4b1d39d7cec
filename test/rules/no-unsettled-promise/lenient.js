import { createReadStream } from 'node:fs';
import { createStream } from 'sax';

/** A parser that goes on behind an error, as whoever only says so knows. */
export function tagsOf(input) {
  return new Promise(resolve => { // want unheard potential
    const parser = createStream(false);
    const tags = [];
    parser.on('error', error => {
      console.warn(error);
    });
    parser.on('opentag', tag => tags.push(tag.name));
    parser.on('end', () => resolve(tags));
    input.pipe(parser);
  });
}

/** A file does not. */
export function sizeOf(path) {
  return new Promise(resolve => { // want unheard
    const file = createReadStream(path);
    let size = 0;
    file.on('error', error => {
      console.warn(error);
    });
    file.on('data', chunk => {
      size += chunk.length;
    });
    file.on('end', () => resolve(size));
  });
}
