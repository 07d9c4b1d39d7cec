'use strict';

const { QueryTypes } = require('sequelize');
const { Kinds } = require('./kinds.cjs');

module.exports = function tenants({ sequelize, log }) {
  async function enter(tenant) {
    await sequelize.query("SELECT set_config('app.tenant', :tenant, false)", { // want setting
      replacements: { tenant },
      type: QueryTypes.SELECT,
    });
  }

  async function enterWithin(tenant, transaction) {
    await sequelize.query("SELECT set_config('app.tenant', :tenant, false)", {
      replacements: { tenant },
      type: QueryTypes.SELECT,
      transaction,
    });
  }

  async function enterForNow(tenant) {
    await sequelize.query("SELECT set_config('app.tenant', :tenant, true)", { replacements: { tenant }, type: QueryTypes.SELECT });
  }

  async function note(tenant) {
    await log.query("SELECT set_config('app.tenant', :tenant, false)", { tenant, type: Kinds.SELECT });
  }

  return { enter, enterWithin, enterForNow, note };
};
