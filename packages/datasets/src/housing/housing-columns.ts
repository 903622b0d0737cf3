/** What the columns of a table are. */
export interface HousingColumns {
  readonly target: string;
  /** Features that are numbers. */
  readonly numbers: readonly string[];
  /** Features that are names, each a one-hot group. */
  readonly categories: readonly string[];
}

/** In the order of the files. */
export const HOUSING_COLUMNS: Readonly<Record<'boston' | 'california', HousingColumns>> = {
  boston: {
    target: 'medv',
    numbers: ['crim', 'zn', 'indus', 'chas', 'nox', 'rm', 'age', 'dis', 'rad', 'tax', 'ptratio', 'b', 'lstat'],
    categories: [],
  },
  california: {
    target: 'median_house_value',
    numbers: [
      'longitude',
      'latitude',
      'housing_median_age',
      'total_rooms',
      'total_bedrooms',
      'population',
      'households',
      'median_income',
    ],
    categories: ['ocean_proximity'],
  },
};
