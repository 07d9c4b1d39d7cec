import mongoose from 'mongoose';
import { MongoClient } from 'mongodb';
import { Model, Op, Sequelize } from 'sequelize';

const sequelize = new Sequelize(process.env.DATABASE_URL);
const client = new MongoClient(process.env.MONGO_URL, { waitQueueTimeoutMS: 5_000 });
const meters = client.db('grid').collection('meters');
const User = mongoose.model('User', new mongoose.Schema({ team: String }));

class Invoice extends Model {}
Invoice.init({}, { sequelize });
const Payment = sequelize.define('payment', {});

export async function membersOf(teams) {
  const members = {};
  for (const team of teams) {
    members[team.id] = await User.find({ team: team.id }).lean(); // want inTurn
  }
  for (const { id } of teams) members[id].owner = await User.findById(id); // want inTurn
  teams.forEach(async team => {
    await User.updateOne({ team: team.id }, { $set: { active: true } }); // want together
  });
  return members;
}

export async function activate() {
  for await (const user of User.find({ active: false })) {
    user.active = true;
    await user.save(); // want inTurn
  }
  const users = await User.find({ active: true });
  await Promise.all(users.map(user => user.save())); // want together
  await User.bulkWrite(users.map(user => ({ updateOne: { filter: { _id: user._id }, update: { $set: { active: true } } } })));
}

export async function readings(rows) {
  for (const row of rows) {
    await meters.insertOne(row); // want inTurn
  }
  for (const row of rows) await meters.insertOne({ serial: row.serial, value: Number(row.value) }); // want inTurn
  const pending = [];
  for (const row of rows) pending.push(meters.findOne({ serial: row.serial })); // want inTurn
  await Promise.all(pending);
  await meters.insertMany(rows);
}

export async function settle(payments) {
  for (const { invoiceId, amount } of payments) {
    const invoice = await Invoice.findByPk(invoiceId); // want inTurn
    invoice.open -= amount;
    await invoice.save(); // want inTurn
  }
  await Promise.all(payments.map(payment => Payment.create(payment))); // want together
  return Invoice.findAll({ where: { id: { [Op.in]: payments.map(payment => payment.invoiceId) } } });
}

export async function openOf(customers) {
  for (const group of customers) {
    await Invoice.findAll({ where: { customer: { [Op.in]: group.ids } } });
  }
  return customers.reduce(async (before, customer) => {
    const open = await before;
    open.push(await Invoice.findOne({ where: { customer } })); // want inTurn
    return open;
  }, Promise.resolve([]));
}

export async function open(customers) {
  let opened = 0;
  for (const customer of customers) {
    const known = await Invoice.findOne({ where: { customer, closed: false } }); // want inTurn
    if (known) continue;
    await Invoice.create({ customer }); // want inTurn
    opened += 1;
  }
  return opened;
}
