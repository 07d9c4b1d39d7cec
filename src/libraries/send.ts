import { library } from '../library.ts';

/** https://github.com/pillarjs/send: closes the file when the client goes away. */
export default library('send', { '().pipe()': { pipes: { what: 'file' } } });
