import { library, type Facts } from '../library.ts';
import { fluent } from './chain.ts';

const conversion: Facts = { starts: { what: 'image conversion' } };

/** https://sharp.pixelplumbing.com/api-output; every operation gives the image on which it was called. */
export default library('sharp', {
  ...fluent('()', [
    'autoOrient', 'avif', 'blur', 'composite', 'extend', 'extract', 'flatten', 'flip', 'flop', 'gif', 'grayscale', 'greyscale', 'jpeg',
    'keepMetadata', 'modulate', 'negate', 'normalise', 'normalize', 'png', 'resize', 'rotate', 'sharpen', 'threshold', 'timeout', 'tint',
    'toFormat', 'trim', 'webp', 'withMetadata',
  ]),
  'Sharp()': '()',
  '().toFile()': conversion,
  '().toBuffer()': conversion,
});
