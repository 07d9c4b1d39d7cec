/** The first that is found; one that is not leaves it to the others. */
export function firstFound(lookups, isFound) {
  const legs = lookups.map(lookup =>
    new Promise((resolve, reject) => lookup.then(value => isFound(value) && resolve(value), reject)));
  legs.push(Promise.all(lookups).then(() => undefined));
  return Promise.race(legs);
}

export function allFound(lookups, isFound) {
  const found = lookups.map(lookup =>
    new Promise((resolve, reject) => lookup.then(value => isFound(value) && resolve(value), reject))); // want branch
  return Promise.all(found);
}

export const firstAnswer = (sockets, id) => Promise.race(sockets.map(socket => new Promise((resolve, reject) => {
  socket.lookUp(id, (error, value) => {
    if (error) reject(error);
    else if (value) resolve(value);
  });
})));
