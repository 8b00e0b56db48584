/** What has come of an experiment, as files: blocks as CSV, the whole as JSON, a report to read. */
@NullMarked
package org.netsonde.engine.export.experiment;

import org.jspecify.annotations.NullMarked;
