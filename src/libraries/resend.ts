import { library, type Facts } from '../library.ts';

const mail: Facts = { starts: { what: 'mail' }, asks: { of: 'service', apart: true } };

/** https://resend.com/docs/send-with-nodejs */
export default library('resend', {
  'Resend().emails.send()': mail,
  'Resend().batch.send()': mail,
});
