package org.netsonde.engine.experiment;

import org.netsonde.engine.experiment.stat.Estimate;
import org.netsonde.engine.experiment.stat.Verdict;

/**
 * How a side does against another by the main figure.
 *
 * @param side the id of the side
 * @param baseline the id of what it is compared with
 * @param ratio how many times as good it is: above 1 is better, whether more or less of the figure is
 * @param verdict what that shows
 */
public record Comparison(String side, String baseline, Estimate ratio, Verdict verdict) {}
