import type { PublishedFile } from '../fetching/published-file.ts';

/** A table, where it is published, and the names that a folder of yours may keep it under. */
export interface HousingFile {
  readonly file: PublishedFile;
  readonly mirrors: readonly string[];
  readonly names: readonly string[];
}

/** Each is named by the commit that holds it, so that its bytes cannot change; hashes are of the files at that commit. */
export const HOUSING_FILES: Readonly<Record<'boston' | 'california', HousingFile>> = {
  /** 506 districts and 14 columns, from R's package mlbench; the target is `medv`. */
  boston: {
    file: {
      name: 'BostonHousing.csv',
      bytes: 35_735,
      sha256: 'ab16ba38fbbbbcc69fe930aab1293104f1442c8279c130d9eba03dd864bef675',
    },
    mirrors: ['https://raw.githubusercontent.com/selva86/datasets/c943fa8851270387c44d26efb0f9c0aac1559e11'],
    names: ['BostonHousing.csv', 'boston_housing.csv'],
  },
  /** 20,640 districts and 10 columns, 207 cells of `total_bedrooms` missing; the target is `median_house_value`. */
  california: {
    file: {
      name: 'housing.csv',
      bytes: 1_423_529,
      sha256: '8a3727f4cf54ac1a327f69b1d5b4db54c5834ea81c6e4efc0d163300022a685e',
    },
    mirrors: [
      'https://raw.githubusercontent.com/ageron/handson-ml/b7051594afbb1d835f5e031af8664c4363878050/datasets/housing',
    ],
    names: ['housing.csv', 'california_housing.csv'],
  },
};
