const relays = [];

exports.add = relay => {
  relays.push(relay);
};

exports.plan = (schedule, relay, { begins, ends }) => [
  schedule.at(begins, () => relay.on('planned', () => {})),
  // What is switched off calls back.
  schedule.at(ends, () => relay.off('planned', () => {})), // want inline potential
];

exports.mute = bus => {
  bus.on('planned', plan => relays.push(plan));
  bus.off('planned', plan => relays.push(plan)); // want inline
};
