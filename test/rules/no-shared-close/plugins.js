import { PrismaClient } from '@prisma/client';

// A plugin is readied once for each server; what cannot connect then closes what it opened.
async function tryOut(clients, server) {
  try {
    await clients.writer.$queryRaw`SELECT 1`;
    server.logger.info('connected');
  } catch (error) {
    await clients.writer.$disconnect();
    await clients.reader.$disconnect();
    throw error;
  }
}

export const database = {
  plugin: {
    name: 'database',
    version: '1.0.0',
    async register(server) {
      const clients = { writer: new PrismaClient(), reader: new PrismaClient() };
      await tryOut(clients, server);
      server.decorate('server', 'database', clients);
    },
  },
};

const client = new PrismaClient();

export const registry = {
  async register(user) {
    await client.user.create({ data: user });
    await client.$disconnect(); // want perCall
    return client.user.count();
  },
};

/** No server is readied here, whatever stands beside it. */
export const accounts = {
  name: 'accounts',
  version: 2,
  async register(user) {
    await client.user.create({ data: user });
    await client.$disconnect(); // want perCall
    return client.user.count();
  },
};
