import { Sequelize } from 'sequelize';
import _ from 'lodash';

const sequelize = new Sequelize(process.env.DATABASE_URL);

// To ask whether there is one cannot fail.
export async function update(member, given) {
  let transaction;
  if (_.isUndefined(given)) {
    transaction = await sequelize.transaction();
  } else {
    transaction = given;
  }
  try {
    await member.update({ active: true }, { transaction });
    if (_.isUndefined(given)) {
      await transaction.commit();
    }
  } catch (error) {
    if (_.isUndefined(given)) {
      await transaction.rollback();
    }
    throw error;
  }
}
