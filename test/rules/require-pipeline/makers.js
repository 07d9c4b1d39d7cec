import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { createGunzip } from 'node:zlib';
import { openArchive } from './archive.js';
import { meter } from '@acme/metering';

// Who makes the source, or is given it and gives it on, may look after its ends.

function openScan(id, res) {
  const scan = createReadStream(`/srv/scans/${id}.tif`);
  scan.on('error', () => res.destroy());
  res.on('close', () => scan.destroy());
  return scan;
}

function tiedTo(res, page) {
  res.on('close', () => page.destroy());
  page.on('error', () => res.destroy());
  return page;
}

/** Only the error is seen. */
function openLogged(id, res) {
  const scan = createReadStream(`/srv/scans/${id}.tif`);
  scan.on('error', error => {
    console.error(id, error);
    res.destroy();
  });
  return scan;
}

/** Only the other stream is looked after. */
function openBoth(id, res) {
  const [scan, thumb] = [createReadStream(`/srv/scans/${id}.tif`), createReadStream(`/srv/scans/${id}.png`)];
  thumb.on('error', () => res.destroy());
  res.on('finish', () => thumb.destroy());
  return { scan, thumb };
}

export const scans = createServer((req, res) => {
  const id = req.url.slice(1);
  switch (req.headers['x-variant']) {
    case 'made':
      openScan(id, res).pipe(res);
      return;
    case 'named': {
      const scan = openScan(id, res);
      scan.once('end', () => console.log('sent', id));
      scan.pipe(res);
      return;
    }
    case 'tied':
      tiedTo(res, createReadStream(`/srv/pages/${id}`)).pipe(res);
      return;
    case 'listened':
      tiedTo(res, createReadStream(`/srv/pages/${id}`)).once('end', () => console.log('sent', id)).pipe(res);
      return;
    case 'elsewhere':
      openArchive(id, res).pipe(res);
      return;
    case 'metered':
      meter.watch(createReadStream(`/srv/pages/${id}`), res).pipe(res);
      return;
    case 'logged':
      openLogged(id, res).pipe(res); // want toClient
      return;
    case 'logged by name': {
      const scan = openLogged(id, res);
      scan.pipe(createGunzip()).pipe(res); // want toClient
      return;
    }
    case 'other': {
      const { scan } = openBoth(id, res);
      scan.pipe(res); // want toClient
      return;
    }
    case 'alone':
      openArchive(id).pipe(res); // want toClient
      return;
    default:
      res.writeHead(404).end();
  }
});
