import { library, type Facts } from '../library.ts';

const mail: Facts = { starts: { what: 'mail' }, asks: { of: 'service', apart: true } };

/** https://resend.com/docs/send-with-nodejs */
export default library('resend', {
  'Resend().emails.send()': mail,
  // Up to 100 in one request: https://resend.com/docs/api-reference/emails/send-batch-emails
  'Resend().batch.send()': { starts: { what: 'mail' }, asks: { of: 'service', many: true } },
});
