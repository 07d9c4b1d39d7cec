import { library, type Facts } from '../library.ts';

const mail: Facts = { starts: { what: 'mail' }, asks: { of: 'service', apart: true } };

/** https://github.com/sendgrid/sendgrid-nodejs/tree/main/packages/mail */
export default library('@sendgrid/mail', {
  'send()': mail,
  'sendMultiple()': mail,
  'MailService().send()': mail,
});
