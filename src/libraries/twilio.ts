import { library, type Facts } from '../library.ts';

const request: Facts = { starts: { what: 'request' }, asks: { of: 'service', apart: true } };

/** https://www.twilio.com/docs/libraries/reference/twilio-node */
export default library('twilio', {
  'Twilio()': '()',
  'twilio()': '()',
  '().messages.create()': request,
  '().calls.create()': request,
  '().verify.v2.services().verifications.create()': request,
});
