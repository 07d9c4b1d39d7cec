import mqtt from 'mqtt';

const everybodys = mqtt.connect('mqtt://broker.internal');

/** Waits for one message. */
export function receive(address, topic) {
  return new Promise((resolve, reject) => {
    const client = mqtt.connect(address);
    client.on('error', error => {
      client.end();
      reject(error);
    });
    client.on('message', (_, message) => {
      client.end();
      resolve(message.toString());
    });
    client.subscribe(topic);
  });
}

everybodys.on('message', topic => {
  if (topic === 'stop') everybodys.end(); // want perRequest
});
