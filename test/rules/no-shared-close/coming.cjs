const amqp = require('amqplib');
const { Sequelize, DataTypes } = require('sequelize');

const sequelize = new Sequelize(process.env.DATABASE_URL);
const Visit = sequelize.define('visit', { page: DataTypes.STRING });

exports.countVisits = function countVisits(page, callback) {
  Visit.count({ where: { page } })
    .then(count => {
      sequelize.close(); // want perCall
      callback(null, count);
    })
    .catch(callback);
};

exports.closeAll = function closeAll(callback) {
  sequelize.close().then(() => callback(null), callback);
};

let opening;

function broker() {
  opening ??= amqp.connect(process.env.AMQP_URL);
  return opening;
}

exports.tell = async function tell(queue, text) {
  const connection = await broker();
  const channel = await connection.createChannel();
  channel.sendToQueue(queue, Buffer.from(text));
  await channel.close();
  setTimeout(() => {
    connection.close(); // want perCall
  }, 500);
};

let idle;

exports.tellNow = async function tellNow(queue, text) {
  clearTimeout(idle);
  const connection = await broker();
  const channel = await connection.createChannel();
  channel.sendToQueue(queue, Buffer.from(text));
  await channel.close();
  idle = setTimeout(() => {
    connection.close(); // want perCall potential
    opening = undefined;
  }, 60_000);
};
