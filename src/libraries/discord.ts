import { library } from '../library.ts';

/** https://discord.js.org/docs/packages/discord.js/main/Client:Class; it connects again by itself. */
export default library('discord.js', {
  'Client()': {
    creates: { personal: true, what: 'Discord client', close: 'await it.destroy()', cost: 'opens its own gateway connection' },
  },
});
