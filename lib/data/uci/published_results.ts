/** What the data's investigators published of their own model. */

/**
 * Share of patients whom the Cleveland model classified rightly elsewhere.
 *
 * Source: Detrano et al., "International application of a new probability algorithm for the
 * diagnosis of coronary artery disease", American Journal of Cardiology 64, 1989, 304–310.
 */
export const detranoAccuracy: Readonly<Record<string, number>> = {
  "Hungary": 0.77,
  "VA Long Beach": 0.79,
  "Switzerland": 0.81,
};

/** The site whose patients that model learned from. */
export const detranoTrainingSite = "Cleveland";
