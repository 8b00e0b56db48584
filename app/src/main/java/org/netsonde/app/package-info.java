/** The launcher: decides between the window and the command line, and wires both. */
@NullMarked
package org.netsonde.app;

import org.jspecify.annotations.NullMarked;
