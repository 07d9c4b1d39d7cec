import express from 'express';

const app = express();
const orders = new Map();

app.post('/orders/:id', (req, res) => {
  orders.set(req.params.id, req.body); // want grows
  res.sendStatus(204);
});

async function main() {
  await new Promise(resolve => app.listen(3000, resolve));
  return orders.size === 0;
}

// It ends only where it could not begin.
main().then(isReady => {
  if (!isReady) process.exit(1);
}, () => process.exit(1));
