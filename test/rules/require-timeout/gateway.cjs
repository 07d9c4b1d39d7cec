'use strict';

const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');
const Koa = require('koa');

const definition = loader.loadSync('users.proto');
const { users } = grpc.loadPackageDefinition(definition);
const client = new users.UserService('users:50051', grpc.credentials.createInsecure());

const app = new Koa();

app.use(async ctx => {
  ctx.body = await new Promise((resolve, reject) => {
    client.getUser({ id: ctx.query.id }, (error, user) => (error ? reject(error) : resolve(user))); // want endless
  });
});

app.use(async ctx => {
  ctx.body = await new Promise((resolve, reject) => {
    client.getUser({ id: ctx.query.id }, { deadline: Date.now() + 2000 }, (error, user) => (error ? reject(error) : resolve(user)));
  });
});

app.use(async ctx => {
  ctx.body = await new Promise((resolve, reject) => {
    const metadata = new grpc.Metadata();
    client.listUsers({ page: 1 }, metadata, (error, list) => (error ? reject(error) : resolve(list))); // want endless
  });
});

module.exports = app;
