import { library, type Facts } from '../library.ts';

const close = 'await it.close()';
const link = (what: string): Facts => ({ acquires: { what, release: close, withParent: true } });
const subscription: Facts = { acquires: { what: 'subscription', release: close, withParent: true, only: 'repeated' } };
const client = (what: string): Facts => ({ creates: { what, close, cost: 'opens its own connection' } });

/** https://learn.microsoft.com/azure/service-bus-messaging/service-bus-performance-improvements#reusing-factories-and-clients */
export const serviceBus = library('@azure/service-bus', {
  'ServiceBusClient()': client('Service Bus client'),
  'ServiceBusClient().createSender()': link('sender'),
  'ServiceBusClient().createReceiver()': link('receiver'),
  'ServiceBusClient().createReceiver().subscribe()': subscription,
});

/** https://learn.microsoft.com/javascript/api/overview/azure/event-hubs-readme#key-concepts */
export const eventHubs = library('@azure/event-hubs', {
  'EventHubProducerClient()': client('Event Hubs producer'),
  'EventHubConsumerClient()': client('Event Hubs consumer'),
  'EventHubConsumerClient().subscribe()': subscription,
});

/** https://learn.microsoft.com/azure/cosmos-db/nosql/best-practice-javascript: one client for the whole application. */
export const cosmos = library('@azure/cosmos', {
  'CosmosClient()': { creates: { what: 'Cosmos DB client', close: 'it.dispose()', cost: 'asks for the addresses of the account anew' } },
});
