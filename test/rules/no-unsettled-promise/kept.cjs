'use strict';

const { spawn } = require('node:child_process');

class Request {
  constructor(policy, client) {
    this.policy = policy;
    this.client = client;
  }

  /** Whoever carries it out settles it by what is kept. */
  send() {
    return new Promise((resolve, reject) => {
      this.settle = resolve;
      this.fail = reject;
      this.policy.newPlan(this.client.keyspace, (error, plan) => {
        if (error) {
          reject(error);
          return;
        }
        this.plan = plan;
        this.begin();
      });
    });
  }

  begin() {
    this.client.carryOut(this.plan, (error, rows) => (error ? this.fail(error) : this.settle(rows)));
  }

  /** Nothing is kept here. */
  plan() {
    return new Promise((resolve, reject) => { // want branch
      this.policy.newPlan(this.client.keyspace, (error, plan) => {
        if (error) {
          reject(error);
          return;
        }
        if (plan.isReady) resolve(plan);
      });
    });
  }
}

/** What the process writes ends when that does. */
function install(specifier) {
  return new Promise((resolve, reject) => {
    const npm = spawn('npm', ['install', specifier]);
    const pieces = [];
    npm.on('error', reject);
    npm.stdout.on('data', piece => pieces.push(piece));
    npm.stdout.on('end', () => resolve(Buffer.concat(pieces).toString()));
    npm.on('exit', code => {
      if (code !== 0) reject(new Error(`npm ended with ${code}`));
    });
  });
}

/** Nobody is told here that it has ended before it was ready. */
function start(script) {
  return new Promise((resolve, reject) => { // want unheard
    const server = spawn('node', [script]);
    server.on('error', reject);
    server.stdout.on('data', text => {
      if (text.includes('running')) resolve(server);
    });
  });
}

module.exports = { Request, install, start };
