import { library } from '../library.ts';

const given = ['runScripts', 'resources', 'pretendToBeVisual'];

/** https://github.com/jsdom/jsdom#closing-down-a-jsdom; what a window's scripts began runs on until it is closed. */
export default library('jsdom', {
  'JSDOM()': { acquires: { what: 'DOM window', release: 'it.window.close()', exits: 'explicit', given } },
  'JSDOM.fromURL()': 'JSDOM()',
  'JSDOM.fromFile()': 'JSDOM()',
});
