import type { Initialisation } from './settings.ts';

/** Mean training loss after each of ten epochs, as the solution report prints it. It gives only the ends of Zero. */
export const publishedSolutionLoss: Readonly<Record<Initialisation, readonly number[]>> = {
  zero: [2.302582, 2.302558],
  normal: [2.058, 1.644, 1.385, 1.209, 1.121, 1.023, 0.899, 0.835, 0.822, 0.773],
  glorot: [1.935, 1.568, 1.237, 0.994, 0.832, 0.724, 0.649, 0.594, 0.552, 0.519],
};

/** Test accuracy as team Équipe de l'humour prints it. */
export const publishedHumourAccuracy: Readonly<Record<Initialisation, number>> = {
  zero: 0.101,
  normal: 0.9423,
  glorot: 0.9426,
};

/** The smallest difference between gradient and finite differences that the solution report shows, about. */
export const publishedSmallestDifference = 0.003;

/** After about so many epochs Normal's validation curves no longer improve, as team skhwkk05 says. */
export const publishedNormalPlateau = 4;

/** Up to the last epoch that it shows, Glorot's keep improving. */
export const publishedGlorotLast = 60;
