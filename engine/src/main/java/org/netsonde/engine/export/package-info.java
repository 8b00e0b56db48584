/**
 * Exports: one small file per format behind one interface.
 */
@NullMarked
package org.netsonde.engine.export;

import org.jspecify.annotations.NullMarked;
