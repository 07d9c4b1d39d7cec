'use strict';

const amqp = require('amqplib/callback_api');
const log = require('./log');

function openChannel(url) {
  return new Promise((resolve, reject) => { // want branch
    amqp.connect(url, (connectErr, connection) => {
      if (connectErr) return reject(connectErr);
      connection.createConfirmChannel((channelError, channel) => {
        if (!channelError) {
          channel.prefetch(10);
          resolve({ connection, channel });
        } else {
          log.error(channelError);
          connection.close();
        }
      });
    });
  });
}

function openOrFail(url) {
  return new Promise((resolve, reject) => {
    amqp.connect(url, (errConnect, connection) => {
      if (errConnect) return reject(errConnect);
      connection.createChannel((errChannel, channel) => {
        if (errChannel) {
          connection.close();
          return reject(errChannel);
        }
        return resolve({ connection, channel });
      });
    });
  });
}

module.exports = { openChannel, openOrFail };
