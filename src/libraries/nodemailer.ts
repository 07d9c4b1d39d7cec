import { library } from '../library.ts';

/** https://nodemailer.com/usage#create-a-transporter and https://nodemailer.com/smtp/pooled */
export default library('nodemailer', {
  'createTransport()': {
    creates: {
      what: 'mail transport',
      close: 'it.close()',
      cost: 'opens its own SMTP connections',
      // With somebody else's server or account it is a transport of its own.
      personal: ['host', 'port', 'service', 'auth'],
      unless: [...['streamTransport', 'jsonTransport', 'sendmail'].map(option => ({ option, is: true })), { option: 'SES' }],
    },
  },
  'createTransport().sendMail()': { starts: { what: 'mail' }, asks: { of: 'service', apart: true } },
  'Transporter()': 'createTransport()',
});
