/**
 * The command line: parsing, running a workspace without a window, its lines on standard output and standard error.
 * Nothing here may refer to JavaFX, so that it runs where there is none.
 */
@NullMarked
package org.netsonde.app.cli;

import org.jspecify.annotations.NullMarked;
