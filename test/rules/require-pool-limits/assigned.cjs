const { MongoClient } = require('mongodb');

/** Whoever configures it may have given the limit. */
async function connect(config) {
  const options = {};
  if (config.connectOptions) Object.assign(options, config.connectOptions);
  return MongoClient.connect(config.uri, options);
}

async function connectPlainly(uri) {
  const options = {};
  Object.assign(options, { appName: 'reports' });
  return MongoClient.connect(uri, options); // want wait
}

module.exports = { connect, connectPlainly };
