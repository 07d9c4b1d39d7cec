'use strict';

const admin = require('firebase-admin');
const { WebSocketServer } = require('ws');

const db = admin.firestore();
const server = new WebSocketServer({ port: 8080, maxPayload: 65_536 });

server.on('connection', (socket, request) => {
  const room = db.collection('rooms').doc(request.url.slice(1));
  const leave = room.onSnapshot(changed => socket.send(JSON.stringify(changed.data())));
  socket.on('close', leave);
  room.collection('messages').orderBy('at').onSnapshot(messages => socket.send(String(messages.size))); // want never
});
