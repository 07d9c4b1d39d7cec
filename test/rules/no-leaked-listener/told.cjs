/** Who takes one of its listeners off a thing knows that it goes on, whatever that is. */
function whenReady(client) {
  return new Promise((resolve, reject) => {
    if (client.status === 'ready') {
      resolve();
      return;
    }
    function onReady() {
      client.removeListener('error', onError);
      resolve();
    }
    function onError(error) {
      client.removeListener('ready', onError);
      reject(error);
    }
    client.once('ready', onReady); // want outrun
    client.once('error', onError);
  });
}

function whenOpen(client) {
  return new Promise((resolve, reject) => {
    function onOpen() {
      client.removeListener('error', onError);
      resolve();
    }
    function onError(error) {
      client.removeListener('open', onOpen);
      reject(error);
    }
    client.once('open', onOpen);
    client.once('error', onError);
  });
}

/** Nobody takes anything off: it may well be over with the first that comes. */
function whenHeard(client) {
  return new Promise((resolve, reject) => {
    client.once('heard', () => resolve()); // want outrun potential
    client.once('error', error => reject(error)); // want outrun potential
  });
}

module.exports = { whenReady, whenOpen, whenHeard };
