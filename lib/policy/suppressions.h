/*
 * suppressions: findings that somebody has decided to live with.
 *
 * A suppression names a check and a reason, on the object that it is about or in
 * the kustomization for all of the environment. In the class prod it cannot
 * switch off an error. What it does not do, it does not do silently.
 */
#ifndef KG_POLICY_SUPPRESSIONS_H
#define KG_POLICY_SUPPRESSIONS_H

#include "trial.h"

/*
 * Gives the findings that are suppressed their reason, and the trial what is
 * wrong with the declarations: promises that cannot be understood, suppressions
 * of unknown checks, and those that suppress nothing.
 */
void kg_suppress(struct kg_trial *trial);

#endif
