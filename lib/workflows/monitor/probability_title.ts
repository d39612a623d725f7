/** What the predicted probability is called beside the columns. */

/** Words for a person. */
export const probabilityTitle = "Predicted probability";
