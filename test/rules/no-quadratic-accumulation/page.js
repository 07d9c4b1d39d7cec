import { chart } from './charts.js';

export function report(days, data) {
  const { zoom } = window.viewer;
  let treatments = [];
  days.forEach(day => {
    treatments = treatments.concat(data[day].treatments.filter(each => each.at > zoom)); // want array potential
  });
  document.querySelector('#chart').append(chart(treatments));
}
