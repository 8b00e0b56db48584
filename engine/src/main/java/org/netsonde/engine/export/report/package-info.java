/**
 * The report of a run as one page of HTML with its charts in it: what is on it, how charts are drawn, how text gets in.
 */
@NullMarked
package org.netsonde.engine.export.report;

import org.jspecify.annotations.NullMarked;
