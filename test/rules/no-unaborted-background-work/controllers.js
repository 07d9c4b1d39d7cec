import { generateThumbnails, provisionBucket, recordVisit } from '../services/media.js';
import { onFinished } from '../http.js';

// Known by nothing but the way they use what they are given.
export const create = async (req, res, next) => {
  try {
    const video = { title: req.body.title, path: req.file.path };
    provisionBucket(video.path).catch(error => req.log.error(error)); // want floating potential
    return res.status(201).json(video);
  } catch (error) {
    return next(error);
  }
};

export class VideoController {
  upload = async (req, res) => {
    const thumbnails = generateThumbnails(req.file.path);
    void recordVisit(req.ip); // want floating potential
    res.status(201).json(await thumbnails);
  };
}

/**
 * @param {import('express').Request} req
 * @param {import('express').Response} res
 */
export function startExport(req, res) {
  generateThumbnails(req.params.id).catch(console.error); // want floating
  res.status(202).json({ state: 'started' });
}

export const list = async (req, res) => {
  onFinished(res, () => recordVisit(req.ip).catch(console.error));
  res.json(await generateThumbnails(req.query.path));
};

export const intended = async (req, res) => {
  // Nobody waits for the visit, on purpose.
  recordVisit(req.ip).catch(console.error); // want floating potential
  res.json(req.params);
};

/** Not a handler: whoever calls it may wait, or not. */
export async function warm(paths) {
  generateThumbnails(paths[0]).catch(console.error);
  await Promise.all(paths.map(path => provisionBucket(path)));
}
