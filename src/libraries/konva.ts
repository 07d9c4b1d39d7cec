import { library } from '../library.ts';

/** https://konvajs.org/api/Konva.Stage.html#destroy: a list of the module keeps every stage until then. */
export default library('konva', {
  'Stage()': { acquires: { what: 'stage', release: 'it.destroy()' } },
});
