import express from 'express';

export const inference = express.Router();

async function openUpstream(body) {
  const response = await fetch(`${process.env.UPSTREAM}/generate`, {
    method: 'POST',
    body: JSON.stringify({ ...body, stream: true }),
    signal: AbortSignal.timeout(300_000),
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error('refused');
  }
  return response.body.getReader();
}

inference.post('/generate', express.json(), async (req, res, next) => {
  let reader;
  try {
    reader = await openUpstream(req.body);
  } catch (error) {
    next(error);
    return;
  }
  while (true) { // want loop
    const { done, value } = await reader.read();
    if (done) break;
    res.write(value);
  }
  res.end();
});
