/** Runs in the visitor's browser. */
function Session(client) {
  this.client = client;
  this.form = document.querySelector('form');
}

Session.prototype.keepAlive = function () {
  const renew = () => this.client.renew().catch(() => window.location.assign('/login'));
  setInterval(renew, 60_000);
};

const session = new Session(window.api);
session.form.addEventListener('submit', () => session.keepAlive());
