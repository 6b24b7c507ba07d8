import type { Random } from '../random.js';

const girls = ['Alma', 'Ella', 'Freja', 'Ida', 'Karla', 'Nora', 'Olivia', 'Vilma'];
const boys = ['Arthur', 'August', 'Carl', 'Emil', 'Malthe', 'Noah', 'Oscar', 'Villads'];

/** A name that says of itself that nobody bears it. */
export const nameOf = (random: Random, sex: 'female' | 'male'): string =>
  `${random.pick(sex === 'female' ? girls : boys)} Opdigtet Prøvesen`;
