/** What is computed of the blocks of an experiment: medians, their intervals, comparisons. Pure functions. */
@NullMarked
package org.netsonde.engine.experiment.stat;

import org.jspecify.annotations.NullMarked;
