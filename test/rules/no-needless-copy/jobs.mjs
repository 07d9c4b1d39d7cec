import { Worker } from 'bullmq';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];

new Worker('mail', async job => {
  const days = [...WEEKDAYS]; // want read
  const today = days[new Date().getDay() - 1];
  const addresses = job.data.to.split(';').map(address => address.trim());
  const domains = new Set([...addresses.map(address => address.split('@')[1])]); // want read
  return { today, domains: domains.size };
});

export function nextDay(name) {
  const days = WEEKDAYS.slice();
  days.push('saturday');
  return days[days.indexOf(name) + 1];
}

export function shuffled(list) {
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [copy[i], copy[j]] = [copy[j], copy[i]];
  }
  return copy;
}
