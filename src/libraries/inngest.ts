import { library } from '../library.ts';

/** https://www.inngest.com/docs/reference/events/send */
export default library('inngest', {
  'Inngest().send()': { awaits: { what: 'event' } },
});
