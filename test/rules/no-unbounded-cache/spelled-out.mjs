import NodeCache from 'node-cache';
import { accessories, pages } from './accessories.mjs';

// It takes what the code spells out, and nothing else.
export class Accessories {
  services = new NodeCache({ stdTTL: 0 });

  async list() {
    const known = this.services.get('all');
    if (known) return known;
    const found = await accessories();
    this.services.set('all', found);
    return found;
  }
}

export class Pages {
  bodies = new NodeCache({ stdTTL: 0 }); // want unlimited

  async page(path) {
    const known = this.bodies.get(path);
    if (known !== undefined) return known;
    const found = await pages(path);
    this.bodies.set(path, found);
    return found;
  }
}
