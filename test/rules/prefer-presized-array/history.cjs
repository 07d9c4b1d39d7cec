exports.latestFirst = function (events) {
  const list = [];
  for (let i = events.length - 1; i >= 0; --i) {
    list[i] = { id: events[i].id, at: events[i].at }; // want downwards
  }
  return list;
};

exports.fromTheEnd = (...events) => {
  const list = new Array(), seen = new Set();
  for (let i = events.length; i--;) {
    seen.add(events[i]);
    list[i] = seen.size; // want "events.length"
  }
  return list;
};

exports.oldestFirst = function (events) {
  const list = [];
  for (let i = 0; i < events.length; i++) {
    list.push(events[i].id); // want push potential
  }
  return list;
};
