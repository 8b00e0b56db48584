/** The screen of experiments: what can be compared, how far it is, and what came of it. */
@NullMarked
package org.netsonde.app.experiment;

import org.jspecify.annotations.NullMarked;
