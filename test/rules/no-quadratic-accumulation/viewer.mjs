import { Mesh } from 'three';

export class Batch {
  #materials = [];
  mesh = new Mesh();

  setMaterials(materials) {
    for (const material of materials) {
      if (!this.#materials.includes(material)) this.#materials.push(material); // want search potential
    }
  }
}
