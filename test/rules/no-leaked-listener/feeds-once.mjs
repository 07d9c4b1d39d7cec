import { io } from 'socket.io-client';

const feed = io('https://feed.example', { reconnection: false });

// There is but one connection.
feed.on('connect', () => {
  feed.emit('join', 'stock');
  feed.on('stock', stock => console.log(stock));
});
