const { readdir } = require('node:fs/promises');
const { Client } = require('./client');

const client = new Client();

/** Each file of the folder handles another event. */
async function loadEvents() {
  const folders = await readdir('./events');
  folders.forEach(async folder => {
    const files = await readdir(`./events/${folder}`);
    for (const file of files) {
      const { name, run } = require(`./events/${folder}/${file}`);
      client.on(name, (...args) => run(client, ...args)); // want never potential
    }
  });
}

/** The same event, over and over. */
async function watch(ids) {
  for (const id of ids) {
    await client.join(id);
    client.on('message', message => console.info(id, message)); // want never
  }
}

module.exports = { loadEvents, watch };
