import { io } from 'socket.io-client';
import EventEmitter2 from 'eventemitter2';

const feed = io('https://feed.example');
const bus = new EventEmitter2({ wildcard: true });

// It connects anew whenever the line breaks, and each time every price is told once more.
feed.on('connect', () => {
  feed.emit('join', 'prices');
  feed.on('price', price => bus.emit('price.changed', price)); // want never
});

feed.on('disconnect', reason => bus.emit('feed.lost', reason));

export function follow(told) {
  bus.on('price.*', told);
}

export function report(shop) {
  bus.on('price.changed', price => console.log(shop, price)); // want never
}

export function followUntil(told, signal) {
  bus.on('price.*', told);
  signal.addEventListener('abort', () => bus.off('price.*', told), { once: true });
}
