import { library, type Facts } from '../library.ts';

const mail: Facts = { starts: { what: 'mail' }, asks: { of: 'service', apart: true } };

/** https://github.com/sendgrid/sendgrid-nodejs/tree/main/packages/mail */
export default library('@sendgrid/mail', {
  'send()': mail,
  // One request for all of its recipients.
  'sendMultiple()': { starts: { what: 'mail' }, asks: { of: 'service', many: true } },
  'MailService().send()': mail,
});
