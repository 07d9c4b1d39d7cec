'use strict';

const request = require('request').defaults({ jar: false });
const settings = require('./settings');

// Half an address is no route.
module.exports = {
  deleteDoc(project, doc, callback) {
    const url = `${settings.docstore}/project/${project}/doc/${doc}`;
    return request.del(url, (error, response) => { // want endless potential
      if (error) return callback(error);
      return callback(response.statusCode === 204 ? null : new Error(`The store said ${response.statusCode}`));
    });
  },

  ranges(project, callback) {
    request.get(`${settings.docstore}/project/${project}/ranges`, (error, response, body) => callback(error, body)); // want endless potential
  },

  // Whoever asked may give up by what is returned.
  watch(project, onRow) {
    return request.get(`${settings.docstore}/project/${project}/changes`).on('data', onRow);
  },

  peek(project, callback) {
    request.get({ url: `${settings.docstore}/project/${project}`, timeout: 5000 }, (error, response, body) => callback(error, body));
  },
};
