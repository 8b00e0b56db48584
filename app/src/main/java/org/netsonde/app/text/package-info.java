/** The words of the window and the command line, in the language of the reader. */
@NullMarked
package org.netsonde.app.text;

import org.jspecify.annotations.NullMarked;
