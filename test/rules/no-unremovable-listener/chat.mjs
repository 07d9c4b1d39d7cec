import { io } from './server.mjs';

const rooms = new Map();

export function join(socket, room) {
  const relay = function relay(text) {
    io.to(room).emit('message', text);
  };
  rooms.set(socket.id, relay);
  socket.on('message', relay);
}

export function leave(socket) {
  const relay = rooms.get(socket.id);
  socket.off('message', relay);
  rooms.delete(socket.id);
}

export function mute(socket, room) {
  socket.off('message', text => io.to(room).emit('message', text)); // want inline
}

export const once = (socket, event, work) => {
  const listener = (...args) => {
    socket.removeListener(event, listener);
    work(...args);
  };
  socket.on(event, listener);
};
