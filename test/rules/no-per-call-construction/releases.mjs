#!/usr/bin/env node
// A command is started, writes its table and ends.
const pad = text => text.padEnd(12);

function clock(at) {
  return new Intl.DateTimeFormat('en-US', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' }).format(at); // want perCall potential
}

for (const line of process.argv.slice(2)) console.log(pad(line), clock(new Date(line)));
