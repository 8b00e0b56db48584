/** The experiments that come with the program, a file each; each is entered in {@code ExperimentRegistry}. */
@NullMarked
package org.netsonde.engine.experiment.builtin;

import org.jspecify.annotations.NullMarked;
